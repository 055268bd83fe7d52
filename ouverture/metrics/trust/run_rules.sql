SELECT rule, what_en, what_fr, verdict, query FROM run_rule ORDER BY rule
