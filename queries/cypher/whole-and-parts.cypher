// Which acts are part of a wider act?
// param event: id, the wider act (default any)
:param event => null;
MATCH path = (part:Event)-[:PART_OF]->(e:Event)
WHERE $event IS NULL OR e.id = $event
RETURN e.id AS event, e.label AS label, part.id AS part, part.label AS partLabel, part.start AS day, path
ORDER BY event, day, part
LIMIT 1000;
