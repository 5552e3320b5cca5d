// All that is ours, in the shape it is written in.
MATCH (n:Place) WHERE n.id =~ 'place-[0-9a-f]{16}'
RETURN n {.*, location: null, latitude: n.location.latitude, longitude: n.location.longitude} AS row
