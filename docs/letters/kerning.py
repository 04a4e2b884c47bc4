"""A font's kerning as plain pairs, and back again in as few bytes as the pairs need.

A family's full kerning knows pairs nobody sets and differences nobody sees: a quarter of a file.
"""

from fontTools.otlLib.builder import buildLookup, buildPairPosClassesSubtable, buildValue
from fontTools.ttLib import newTable
from fontTools.ttLib.tables import otTables

ADVANCE = "XAdvance"


def kerning_of(font):
    """How much closer each pair of glyphs stands: {(left, right): units}."""
    if "GPOS" not in font:
        return {}
    table = font["GPOS"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    found = {}
    for index in sorted(wanted):
        own = {}  # the first subtable that knows a pair decides
        for subtable in table.LookupList.Lookup[index].SubTable:
            for pair, value in _pairs(font, getattr(subtable, "ExtSubTable", subtable)):
                own.setdefault(pair, getattr(value, ADVANCE, 0) or 0)
        for pair, units in own.items():
            found[pair] = found.get(pair, 0) + units
    return found


def _pairs(font, subtable):
    if subtable.Format == 1:
        for left, row in zip(subtable.Coverage.glyphs, subtable.PairSet, strict=True):
            for record in row.PairValueRecord:
                yield (left, record.SecondGlyph), record.Value1
        return
    lefts, rights = subtable.ClassDef1.classDefs, subtable.ClassDef2.classDefs
    for left in subtable.Coverage.glyphs:
        row = subtable.Class1Record[lefts.get(left, 0)].Class2Record
        for right in font.getGlyphOrder():
            yield (left, right), row[rights.get(right, 0)].Value1


def keep_kerning(font, pairs, least, step):
    """Kern `font` by those of `pairs` that are at least `least` units, in steps of `step`."""
    known = set(font.getGlyphOrder())
    rounded = {
        pair: round(units / step) * step
        for pair, units in pairs.items()
        if abs(units) >= least and known.issuperset(pair)
    }
    lefts = sorted({left for left, _right in rounded}, key=font.getGlyphID)
    rights = sorted({right for _left, right in rounded}, key=font.getGlyphID)
    columns = _alike(rights, lambda right: tuple(rounded.get((left, right), 0) for left in lefts))
    rows = _alike(lefts, lambda left: tuple(rounded.get((left, one[0]), 0) for one in columns))
    values = {
        (left, right): (buildValue({ADVANCE: units}), None)
        for left in rows
        for right in columns
        if (units := rounded.get((left[0], right[0]), 0))
    }
    subtable = buildPairPosClassesSubtable(values, font.getReverseGlyphMap())
    font["GPOS"] = newTable("GPOS")
    font["GPOS"].table = _table_of(buildLookup([subtable]))


def _alike(glyphs, look):
    """Glyphs that are kerned alike, as groups."""
    groups = {}
    for glyph in glyphs:
        groups.setdefault(look(glyph), []).append(glyph)
    return [tuple(group) for group in groups.values()]


def _table_of(lookup):
    table = otTables.GPOS()
    table.Version = 0x00010000
    table.LookupList = otTables.LookupList()
    table.LookupList.Lookup = [lookup]
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = "kern", otTables.Feature()
    feature.Feature.FeatureParams, feature.Feature.LookupListIndex = None, [0]
    table.FeatureList = otTables.FeatureList()
    table.FeatureList.FeatureRecord = [feature]
    table.ScriptList = otTables.ScriptList()
    table.ScriptList.ScriptRecord = [_script(tag) for tag in ("DFLT", "latn")]
    return table


def _script(tag):
    language = otTables.DefaultLangSys()
    language.LookupOrder, language.ReqFeatureIndex, language.FeatureIndex = None, 0xFFFF, [0]
    record = otTables.ScriptRecord()
    record.ScriptTag, record.Script = tag, otTables.Script()
    record.Script.DefaultLangSys, record.Script.LangSysRecord = language, []
    return record
