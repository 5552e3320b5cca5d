// Which threats did the same side follow with a hostile act against the same target?
// param days: number, the longest wait (default 30)
// param side: text, who threatened (default any)
//
// It pairs by side, target and time alone: what the rows show is a sequence, not that a threat was the reason.
:param days => 30;
:param side => null;
MATCH (t:Event {family: 'threat'})-[:ACTOR]->(ta:Actor), (t)-[:TARGET]->(tt:Actor)
WHERE t.end IS NOT NULL AND ($side IS NULL OR ta.side = $side)
MATCH (a:Event {factuality: 'asserted'})-[:ACTOR]->(aa:Actor {side: ta.side}), (a)-[:TARGET]->(at:Actor {side: tt.side})
WHERE a.family IN ['strike', 'ground', 'killing', 'seize']
  AND a.start >= t.end AND a.start <= t.end + duration({days: $days})
RETURN t.id AS threat, t.label AS threatLabel, a.id AS act, a.label AS actLabel, ta.side AS side,
  duration.inDays(t.end, a.start).days AS wait, t AS said, a AS done, aa AS actor, at AS target
ORDER BY threat, wait, act
LIMIT 1000;
