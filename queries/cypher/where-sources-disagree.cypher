// On which acts do sources give counts that cannot both be right?
// param count: word, what is counted: killed, injured, missing, captured, launched or intercepted (default any)
//
// Two counts cannot both be right where the most of one lies under the least of the other; “at least six” and
// “nine” can. One speaker of one outlet does not disagree with itself: it corrects itself. An article that
// names no outlet stands for itself, by its title or file.
:param count => null;
MATCH (e:Event)<-[:ABOUT]-(one:Claim)-[:MADE_IN]->(d1:Document), (e)<-[:ABOUT]-(two:Claim)-[:MADE_IN]->(d2:Document)
WHERE one.high < two.low AND one.kind = two.kind AND ($count IS NULL OR one.kind = $count)
  AND one.stance <> 'denies' AND two.stance <> 'denies'
WITH e, one, two, coalesce(one.speaker, 'the article') + ', in ' + coalesce(d1.source, d1.title, d1.origin) AS fewestSaidBy,
  coalesce(two.speaker, 'the article') + ', in ' + coalesce(d2.source, d2.title, d2.origin) AS mostSaidBy
WHERE fewestSaidBy <> mostSaidBy
RETURN e.id AS event, e.label AS label, one.kind AS counted, one.high AS fewest, fewestSaidBy, two.low AS most, mostSaidBy,
  e AS act, one, two
ORDER BY event, counted, fewest, most, fewestSaidBy, mostSaidBy
LIMIT 1000;
