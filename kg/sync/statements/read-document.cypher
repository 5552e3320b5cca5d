// All that is ours, in the shape it is written in.
MATCH (n:Document) WHERE n.id =~ 'doc-[0-9a-f]{16}' RETURN n {.*} AS row
