-- The law holds wherever a plan does and is adopted by nobody: which scheme is law stands in its own head.
alter table app.scheme_version add column nature text collate "C"
  generated always as (substring(content ->> 'scheme.yaml' from '(?n)^nature:\s*["'']?([a-z]+)')) stored;

comment on column app.scheme_version.nature is '性质：规范、工作报告、报道或法律，取自源文件；法律在采用了方案的地方都适用，不用采用';
