-- A page of a list is a range of one of these: the value sorted by, the county, the id.
create index unit_place_order on app.unit (division_code, county_id, id);

create index unit_name_order on app.unit (name_keys, county_id, id);

create index station_place_order on app.station (division_code, county_id, id);

create index station_name_order on app.station (name_keys, county_id, id);

create index station_area_order on app.station (area_hundredths_m2, county_id, id);

create index worker_name_order on app.worker (name_keys, county_id, id);

create index posting_start_order on app.posting (start_on, county_id, id);
