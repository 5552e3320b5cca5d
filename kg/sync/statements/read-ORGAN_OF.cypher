// All that is ours, in the shape it is written in.
MATCH (a:Actor)-[r:ORGAN_OF]->(b:Actor) WHERE a.id =~ 'actor-[0-9a-f]{16}' AND b.id =~ 'actor-[0-9a-f]{16}'
RETURN {from: a.id, to: b.id, position: r.position} AS row
