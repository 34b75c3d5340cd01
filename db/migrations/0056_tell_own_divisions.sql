-- A division that a county's own list brought can be taken back with the list; one of the country's list cannot.
alter table app.division add column is_own boolean not null default false;

comment on column app.division.is_own is '由本地清单带入，不在国家统计局清单里';
