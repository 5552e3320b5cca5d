// On which acts do sources give counts that cannot both be right?
// param count: word, what is counted: killed, injured, missing, captured, launched or intercepted (default killed)
//
// Two counts cannot both be right where the most of one lies under the least of the other; “at least six” and
// “nine” can. One speaker of one outlet does not disagree with itself: it corrects itself.
:param count => 'killed';
MATCH (e:Event)<-[:ABOUT]-(one:Claim {kind: $count})-[:MADE_IN]->(d1:Document),
  (e)<-[:ABOUT]-(two:Claim {kind: $count})-[:MADE_IN]->(d2:Document)
WHERE one.high < two.low AND one.stance <> 'denies' AND two.stance <> 'denies'
  AND d1.source IS NOT NULL AND d2.source IS NOT NULL
WITH e, one, two, coalesce(one.speaker, 'the article') + ', in ' + d1.source AS fewestSaidBy,
  coalesce(two.speaker, 'the article') + ', in ' + d2.source AS mostSaidBy
WHERE fewestSaidBy <> mostSaidBy
RETURN e.id AS event, e.label AS label, one.high AS fewest, fewestSaidBy, two.low AS most, mostSaidBy, e AS act, one, two
ORDER BY event, fewest, most, fewestSaidBy, mostSaidBy
LIMIT 1000;
