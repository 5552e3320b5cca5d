// All that is ours, in the shape it is written in.
MATCH (n:Mention) WHERE n.id =~ 'm-[0-9a-f]{16}' RETURN n {.*} AS row
