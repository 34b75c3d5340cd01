-- Slows down guessing without locking anybody out: counters under keyed hashes, so that neither names nor addresses stand here.
create table app.attempt (
  key_hash bytea primary key,
  failures integer not null,
  last_at timestamptz not null,
  is_known boolean not null default false
);

create index attempt_stale on app.attempt (last_at) where not is_known;

create index attempt_known on app.attempt (last_at) where is_known;

alter table app.attempt enable row level security;

alter table app.attempt force row level security;

create policy attempt_owner on app.attempt to sgz_owner using (true);

comment on table app.attempt is '登录尝试计数：按账号与来源、来源、账号分别计；只延缓，不锁死，过时即忘';

comment on column app.attempt.is_known is '此账号曾在这台设备上登录成功';

create function app.attempt_wait(failures integer, last_at timestamptz, at timestamptz, free integer, longest interval)
returns interval language sql immutable parallel safe
as $$
  select case
    -- a clock set back must not turn a delay into a lock
    when failures < free or last_at > at or at - last_at > interval '15 minutes' then interval '0'
    else greatest(interval '0', last_at + least(interval '2 seconds' * power(2, least(failures - free, 20)), longest) - at)
  end
$$;

comment on function app.attempt_wait(integer, timestamptz, timestamptz, integer, interval) is '还须等待多久';

create function app.begin_attempt(device_key bytea, pair_key bytea, address_key bytea, account_key bytea, at timestamptz)
returns interval
language plpgsql security definer set search_path = pg_catalog, app
as $$
declare
  own_key bytea := pair_key;
  waiting interval;
begin
  if device_key is not null and exists (select from app.attempt a where a.key_hash = device_key and a.is_known) then
    own_key := device_key;
  else
    select max(app.attempt_wait(a.failures, a.last_at, at,
      case when a.key_hash = address_key then 40 else 60 end, interval '60 seconds'))
    into waiting from app.attempt a where a.key_hash in (address_key, account_key);
    if waiting > interval '0' then
      return waiting;
    end if;
  end if;
  -- counted before the password is looked at: a hundred guesses at once are a hundred, not one
  insert into app.attempt as a (key_hash, failures, last_at) values (own_key, 1, at)
  on conflict (key_hash) do update
  set failures = case when at - a.last_at > interval '15 minutes' or a.last_at > at then 1 else a.failures + 1 end, last_at = excluded.last_at
  where app.attempt_wait(a.failures, a.last_at, at, 4, interval '5 minutes') = interval '0';
  if found then
    return interval '0';
  end if;
  return (select app.attempt_wait(a.failures, a.last_at, at, 4, interval '5 minutes') from app.attempt a where a.key_hash = own_key);
end
$$;

comment on function app.begin_attempt(bytea, bytea, bytea, bytea, timestamptz) is '登记一次尝试：返回须等待的时间，零为可以；用过的设备只看自己的计数';

create function app.fail_attempt(address_key bytea, account_key bytea, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, app
as $$
  delete from app.attempt where not is_known and last_at < at - interval '1 day';
  delete from app.attempt where is_known and last_at < at - interval '90 days';
  insert into app.attempt as a (key_hash, failures, last_at)
  select k, 1, at from unnest(array[address_key, account_key]) k order by k
  on conflict (key_hash) do update
  set failures = case when at - a.last_at > interval '15 minutes' or a.last_at > at then 1 else a.failures + 1 end, last_at = excluded.last_at
$$;

comment on function app.fail_attempt(bytea, bytea, timestamptz) is '登记一次失败，并清理过时的计数';

create function app.pass_attempt(device_key bytea, pair_key bytea, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, app
as $$
  delete from app.attempt where key_hash = pair_key;
  insert into app.attempt (key_hash, failures, last_at, is_known)
  select device_key, 0, at, true where device_key is not null
  on conflict (key_hash) do update set failures = 0, last_at = excluded.last_at, is_known = true
$$;

comment on function app.pass_attempt(bytea, bytea, timestamptz) is '登记一次成功：计数清零，设备记为用过';

revoke all on function app.begin_attempt(bytea, bytea, bytea, bytea, timestamptz), app.fail_attempt(bytea, bytea, timestamptz), app.pass_attempt(bytea, bytea, timestamptz) from public;

grant execute on function app.begin_attempt(bytea, bytea, bytea, bytea, timestamptz), app.fail_attempt(bytea, bytea, timestamptz), app.pass_attempt(bytea, bytea, timestamptz) to sgz_app;
