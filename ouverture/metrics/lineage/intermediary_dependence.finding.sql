SELECT CASE WHEN own + through_others >= $least_downloads THEN 'depends' ELSE 'thin' END AS finding_case,
    $least_downloads AS least, root_family AS family, dependence, named_share AS named, missing_share AS missing,
    snapshot_date AS as_of, 'low' AS confidence
FROM result ORDER BY own + through_others >= $least_downloads DESC, dependence DESC, through_others DESC, root_family LIMIT 1
