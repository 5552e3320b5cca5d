// All that is ours, in the shape it is written in.
MATCH (a:Event)-[r:ACTOR]->(b:Actor) WHERE a.id =~ 'e-[0-9a-f]{16}' AND b.id =~ 'actor-[0-9a-f]{16}'
RETURN {from: a.id, to: b.id, position: r.position} AS row
