# Newsroom with what several machines need; compose.yaml says how it runs.
FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --home-dir /srv/newsroom newsroom
WORKDIR /opt/newsroom
COPY requirements-many.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements-many.txt
COPY . .
RUN python -m compileall -q articles comments newsroom
USER newsroom
ENV DATA_DIR=/srv/newsroom/var HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /srv/newsroom
EXPOSE 8000
CMD ["python", "manage.py", "start", "--web"]
