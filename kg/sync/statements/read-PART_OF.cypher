// All that is ours, in the shape it is written in.
MATCH (a:Event)-[r:PART_OF]->(b:Event) WHERE a.id =~ 'e-[0-9a-f]{16}' AND b.id =~ 'e-[0-9a-f]{16}'
RETURN {from: a.id, to: b.id, position: r.position} AS row
