-- Daily installs of JavaScript packages. A day may be restated by a later visit: the newest visit counts.

DELETE FROM raw_install;
INSERT INTO raw_install BY NAME SELECT * EXCLUDE (said) FROM told_installs('raw_document', 'downloads', 'day');

INSERT INTO discarded BY NAME FROM discards('raw_install');
INSERT OR REPLACE INTO package_downloads BY NAME FROM installs('npm', 'all installers');
