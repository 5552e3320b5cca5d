// All that is ours, in the shape it is written in.
MATCH (n:Claim) WHERE n.id =~ 'claim-[0-9a-f]{16}'
RETURN n {.*, about: head([(n)-[:ABOUT]->(e) | e.id]), document: head([(n)-[:MADE_IN]->(d) | d.id])} AS row
