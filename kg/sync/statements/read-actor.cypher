// All that is ours, in the shape it is written in.
MATCH (n:Actor) WHERE n.id =~ 'actor-[0-9a-f]{16}' RETURN n {.*} AS row
