// All that is ours, in the shape it is written in.
MATCH (n:Event) WHERE n.id =~ 'e-[0-9a-f]{16}'
RETURN n {.*, family: head([l IN labels(n) WHERE l <> 'Event' AND toLower(l) = n.family | n.family])} AS row
