// The revision reached, written last of all: whatever was cut off before is done again.
UNWIND $rows AS row
MERGE (n:EscalationSync {id: 'ledger'})
SET n = row
