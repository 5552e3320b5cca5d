// How many were killed or injured by acts aimed at each side, by the lowest and the highest counts?
//
// “At least four” counts as four in both sums: nobody said more.
MATCH path = (c:Claim)-[:ABOUT]->(e:Event)-[:TARGET]->(a:Actor)
WHERE c.kind IN ['killed', 'injured'] AND c.stance <> 'denies' AND c.low IS NOT NULL
WITH a.side AS side, e, c.kind AS count, min(c.low) AS lowest, max(coalesce(c.high, c.low)) AS highest, head(collect(path)) AS path
RETURN side, count, count(e) AS acts, sum(lowest) AS atLeast, sum(highest) AS atMost, collect(path)[..25] AS paths
ORDER BY side, count
LIMIT 1000;
