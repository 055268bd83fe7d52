-- Lookups of the registry that only the transforms need. Their rows are inserted by ouverture/pipeline/build.py.

CREATE OR REPLACE TEMP TABLE registry_family (lab_id VARCHAR, family VARCHAR, pattern VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_family_tier (lab_id VARCHAR, family VARCHAR, tier TINYINT);
CREATE OR REPLACE TEMP TABLE registry_release (pattern VARCHAR, announced_on DATE);
CREATE OR REPLACE TEMP TABLE registry_task (pipeline_tag VARCHAR, task_scope VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_package (registry VARCHAR, package VARCHAR, side VARCHAR, lab_id VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_rename (old_model_id VARCHAR, new_model_id VARCHAR, "on" DATE);
CREATE OR REPLACE TEMP TABLE registry_dataset_rename (old_dataset_id VARCHAR, new_dataset_id VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_lab_name (spelling VARCHAR, lab_id VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_licence_alias (alias VARCHAR, licence VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_alias (canonical VARCHAR, name VARCHAR);
CREATE OR REPLACE TEMP TABLE registry_alias_hub (canonical VARCHAR, hub_model_id VARCHAR);
