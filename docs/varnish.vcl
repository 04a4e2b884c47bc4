# Newsroom behind Varnish 7: pages are kept until the site says what changed.
# Change the secret here and in CDN_SECRET, and the backend to where the site listens.
# Debian: apt-get install varnish

vcl 4.1;

import std;

backend newsroom {
    .host = "127.0.0.1";
    .port = "8000";
}

sub vcl_recv {
    if (req.method == "BAN") {
        if (req.http.X-Newsroom-Secret != "change-this-secret") {
            return (synth(403));
        }
        if (req.http.Surrogate-Key !~ "^[a-z2-7]+( [a-z2-7]+)*$") {
            return (synth(400));
        }
        ban("obj.http.Surrogate-Key ~ \b(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")\b");
        return (synth(200));
    }
    # Whoever has signed in is answered by the site; other cookies change no page that is kept.
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    if (req.http.Cookie ~ "newsroom_session=" || req.http.Authorization) {
        return (pass);
    }
    return (hash);
}

sub vcl_backend_response {
    if (beresp.http.Surrogate-Control ~ "max-age=[0-9]+") {
        set beresp.ttl = std.duration(
            regsub(beresp.http.Surrogate-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
        set beresp.grace = 0s;
        return (deliver);
    }
    if (beresp.http.Cache-Control !~ "max-age=" || beresp.http.Cache-Control ~ "private|no-") {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
}
