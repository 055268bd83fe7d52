SELECT source, kind, tasks, kind || '_' || tasks AS label, half_life_days, low_days, high_days, tenures, ended, cells
FROM mart_moat SEMI JOIN (FROM newest_moat($source)) USING (source)
ORDER BY tasks DESC, kind DESC
