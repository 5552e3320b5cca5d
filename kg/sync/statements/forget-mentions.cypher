// The mentions of documents that are gone or were read anew.
UNWIND $rows AS row
MATCH (n:Mention {document: row.id})
DETACH DELETE n
