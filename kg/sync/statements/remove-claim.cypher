// Claims that are gone; the tolls of their acts are told anew by what is left.
UNWIND $rows AS row
MATCH (gone:Claim {id: row.id})
OPTIONAL MATCH (gone)-[:ABOUT]->(e:Event)
DETACH DELETE gone
WITH DISTINCT e WHERE e IS NOT NULL
OPTIONAL MATCH (left:Claim)-[:ABOUT]->(e) WHERE left.stance <> 'denies' AND left.low IS NOT NULL
WITH e, collect(left) AS left
WITH e, [c IN left WHERE c.kind = 'killed'] AS killed, [c IN left WHERE c.kind = 'injured'] AS injured
SET e.killed_low = reduce(m = null, c IN killed | CASE WHEN m IS NULL OR c.low < m THEN c.low ELSE m END),
  e.killed_high = reduce(m = null, c IN killed | CASE WHEN m IS NULL OR coalesce(c.high, c.low) > m THEN coalesce(c.high, c.low) ELSE m END),
  e.injured_low = reduce(m = null, c IN injured | CASE WHEN m IS NULL OR c.low < m THEN c.low ELSE m END),
  e.injured_high = reduce(m = null, c IN injured | CASE WHEN m IS NULL OR coalesce(c.high, c.low) > m THEN coalesce(c.high, c.low) ELSE m END)
