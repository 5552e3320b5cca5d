// What does each side say that its acts were an answer to?
// param side: text, whose acts (default any)
//
// Only what somebody is quoted as saying; the narrator's own words are in what-answered.
:param side => null;
MATCH path = (cause:Event)<-[r:RETALIATION_FOR|RESPONDS_TO|DISPUTED]-(effect:Event)-[:ACTOR]->(a:Actor)
WHERE NOT r.denied AND r.kind <> 'followed' AND ($side IS NULL OR a.side = $side)
UNWIND range(0, size(r.quotes) - 1) AS at
WITH path, r, effect, cause, a, r.speakers[at] AS speaker, r.quotes[at] AS quote
WHERE speaker <> 'narrator'
RETURN a.side AS side, effect.label AS effectLabel, r.kind AS kind, cause.label AS causeLabel, speaker, quote, path
ORDER BY side, effectLabel, causeLabel, kind, speaker, quote
LIMIT 1000;
