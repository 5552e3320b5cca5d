// What hostile acts came after each ceasefire?
// param days: number, how long to look on (default 30)
//
// Acts of anybody, anywhere: the parties to a ceasefire are often not told.
:param days => 30;
MATCH (c:Event {type: 'ceasefire'})
WHERE c.end IS NOT NULL
OPTIONAL MATCH (a:Event {factuality: 'asserted'})
WHERE a.family IN ['strike', 'ground', 'killing', 'seize']
  AND a.start > c.end AND a.start <= c.end + duration({days: $days})
RETURN c.id AS ceasefire, c.label AS ceasefireLabel, c.end AS agreed, a.id AS act, a.label AS actLabel,
  duration.inDays(c.end, a.start).days AS wait, c AS calm, a AS broken
ORDER BY agreed, ceasefire, wait, act
LIMIT 1000;
