// All that is ours, in the shape it is written in.
MATCH (a:Event)-[r:RESPONDS_TO]->(b:Event) WHERE r.id =~ 'link-[0-9a-f]{16}'
RETURN r {.*, effect: a.id, cause: b.id} AS row
