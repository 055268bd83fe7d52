-- Daily installs of Python packages, mirrors left out. A day may be restated by a later visit: the newest visit counts.

DELETE FROM raw_install;
INSERT INTO raw_install BY NAME
SELECT * EXCLUDE (said) FROM told_installs('raw_document', 'data', 'date') WHERE said->>'category' = 'without_mirrors';

INSERT INTO discarded BY NAME FROM discards('raw_install');
INSERT OR REPLACE INTO package_downloads BY NAME FROM installs('pypi', 'all installers, without mirrors');
