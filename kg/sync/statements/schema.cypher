// Constraints and indexes, made once. Ids are unique for nodes and for links, so that nothing can come twice.
CREATE CONSTRAINT kg_event IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_actor IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_place IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_claim IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_mention IF NOT EXISTS FOR (n:Mention) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_sync IF NOT EXISTS FOR (n:EscalationSync) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT kg_retaliation_for IF NOT EXISTS FOR ()-[r:RETALIATION_FOR]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT kg_responds_to IF NOT EXISTS FOR ()-[r:RESPONDS_TO]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT kg_followed IF NOT EXISTS FOR ()-[r:FOLLOWED]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT kg_disputed IF NOT EXISTS FOR ()-[r:DISPUTED]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX kg_start IF NOT EXISTS FOR (n:Event) ON (n.start);
CREATE INDEX kg_mention_document IF NOT EXISTS FOR (n:Mention) ON (n.document);
CREATE FULLTEXT INDEX kg_words IF NOT EXISTS FOR (n:Event|Actor|Place|Document|Claim) ON EACH [n.label, n.name, n.title, n.quote];
CALL db.awaitIndexes(300);
