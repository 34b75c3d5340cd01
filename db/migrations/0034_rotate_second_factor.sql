-- The program itself may encrypt the secrets of second factors anew, when keys are rotated. Its account id is nobody's.
create function app.is_program() returns boolean language sql stable parallel safe
as $$ select app.account_id() = '00000000-0000-0000-0000-000000000000'::uuid $$;

comment on function app.is_program() is '是否程序自身（换密钥等），从不是某个请求';

create policy second_factor_program_read on app.second_factor for select to sgz_app using (app.is_program());

create policy second_factor_program_change on app.second_factor for update to sgz_app using (app.is_program());

comment on column app.second_factor.secret is '以数据密钥加密，内含密钥编号，只属于这个账号；48 字节者为改用数据密钥之前所存';
