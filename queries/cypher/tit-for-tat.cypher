// Where did a retaliation draw a retaliation in turn?
// param side: text, who struck first (default any)
:param side => null;
MATCH path = (third:Event)-[:RETALIATION_FOR]->(second:Event)-[:RETALIATION_FOR]->(first:Event)
MATCH (first)-[:ACTOR]->(a:Actor), (third)-[:ACTOR]->(:Actor {side: a.side})
WHERE $side IS NULL OR a.side = $side
RETURN a.side AS side, first.id AS first, first.label AS firstLabel, second.id AS second, second.label AS secondLabel,
  third.id AS third, third.label AS thirdLabel, path
ORDER BY side, first, second, third
LIMIT 1000;
