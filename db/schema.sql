-- Generated from the migrations: the schema as it stands. Do not edit.

-- tables

table app.acceptance_signature  -- 验收签署：由另一人签署或退回，只增不改
  county_id integer not null
  id uuid not null
  acceptance_id uuid not null
  station_id uuid not null
  division_code text collate C not null
  agency_id uuid
  verdict text collate C not null
  reason text not null  -- PII: 理由
  published_on date
  judged jsonb not null  -- PII: 签署时的判定与所依据的事实
  signed_by uuid not null  -- PII: 签署人账号
  signed_by_name text not null  -- PII: 签署人姓名
  signed_at timestamp with time zone not null
table app.access_grant  -- 授权：账号在某辖区（可限于一个机构或一个站）以何种身份行事；valid_to 当日起失效
  account_id uuid not null
  id uuid not null
  role text not null
  scope_code text collate C not null
  agency_id uuid
  station_id uuid
  valid_from date not null
  valid_to date
  is_acting boolean not null default false  -- 代理职务：须有止期
  ground_county_id integer
  ground_subject text collate C  -- 授权所依据的协议或岗位：其终止后授权随之失效
  ground_id uuid
  granted_by uuid  -- PII: 授权人账号
  revoked_at timestamp with time zone
  revoked_by uuid  -- PII: 撤销人账号
  zone_towns text[] collate C  -- 片区：只限这些乡镇街道
  is_own boolean not null default false  -- 只限指派给本人的对象与个案
  round_id uuid  -- 只限这一轮评估抽中的样本，只读
table app.account  -- 账号
  id uuid not null
  sign_in_name text collate C not null  -- PII: 登录名
  display_name text not null  -- PII: 姓名
  password_hash text not null  -- argon2id 密码散列，应用角色不可读
  division_code text collate C not null
  is_active boolean not null default true
  created_at timestamp with time zone not null default now()
  person_name text not null  -- PII: 使用人姓名；一个账号只属于一个人
  expires_on date  -- 账号到期日，当日起不能登录
  password_set_at timestamp with time zone
  reset_code_hash bytea  -- 一次性重置码的散列，应用角色不可读
  reset_expires_at timestamp with time zone
table app.attachment  -- 附件：字节在库外按 SHA-256 存放；撤下只作标记，不删文件
  county_id integer not null
  id uuid not null
  subject text collate C not null
  record_id uuid not null
  kind text collate C not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  assigned_to uuid
  round_ids uuid[]
  name text not null  -- PII: 文件名，可能含人名；只供显示，不作路径
  media_type text collate C not null
  bytes bigint not null
  sha256 text collate C not null  -- 所存文件的散列，也是它的存放处
  given_sha256 text collate C not null  -- 上传时的散列：同一编号重传同一文件不再另存
  preview_bytes bigint
  preview_sha256 text collate C
  state text collate C not null
  quarantined_for text  -- 查出的病毒名
  recorded_at timestamp with time zone not null
  recorded_by uuid not null  -- PII: 上传账号
  recorded_by_name text not null  -- PII: 上传人姓名
  held_at timestamp with time zone  -- 已作出的决定以它为依据，此后不能撤下
  removed_at timestamp with time zone
  removed_by uuid  -- PII: 撤下账号
  removed_by_name text  -- PII: 撤下人姓名
  removed_reason text
table app.attempt  -- 登录尝试计数：按账号与来源、来源、账号分别计；只延缓，不锁死，过时即忘
  key_hash bytea not null
  failures integer not null
  last_at timestamp with time zone not null
  is_known boolean not null default false  -- 此账号曾在这台设备上登录成功
table app.audit_entry  -- 审计：只增不改，与业务写入同一事务，按县成链
  county_id integer not null
  id uuid not null
  recorded_at timestamp with time zone not null default now()
  account_id uuid  -- PII: 操作账号
  grant_id uuid
  role text not null
  action text not null
  outcome text not null
  division_code text collate C not null
  subject text
  subject_id text
  detail json
  request_id text
  changes json  -- PII: 改了什么：字段、改前、改后，敏感的只存带密钥的散列
  seq bigint not null
  hash_algorithm text not null default 'sha256'::text
  prev_hash bytea not null
  hash bytea not null
table app.audit_head  -- 审计链头：每县最后一行的序号与散列
  county_id integer not null
  seq bigint not null
  hash bytea not null
  prev_hash bytea  -- 最后一行所接的散列
table app.break_glass  -- 紧急查阅：三小时、只读；所在县民政局可见
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  account_id uuid not null  -- PII: 查阅人账号
  grant_id uuid not null
  role text not null
  display_name text not null  -- PII: 查阅人姓名
  reason text not null
  opened_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  closed_at timestamp with time zone
table app.consequence  -- 后果：事件发生即存为拟议，日后好转不抹去；状态只能经函数变更
  county_id integer not null
  id uuid not null
  scheme_id text collate C not null
  scheme_sha256 text collate C not null
  rule_id text collate C not null
  subject text collate C not null
  entity_id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  event_on date not null
  measure text not null
  ends_on date
  status text not null default 'proposed'::text
  decision_id uuid
  recorded_at timestamp with time zone not null default now()
table app.county  -- 县级租户：代码会变更、合并，内部编号永不更改
  id integer not null
  code text collate C not null
  name text not null
table app.cover  -- 覆盖：某乡镇街道或村社区在哪些日子已建站、有人、有服务；随档案同一事务更新
  county_id integer not null
  division_code text collate C not null
  built datemultirange not null  -- 站点已启用的日子
  staffed datemultirange not null  -- 启用且有人在岗的日子
  serving datemultirange not null  -- 有人在岗且已有服务记录的日子
table app.decision  -- 决定：连同方案散列、事实与结论永久保存，可重放，不可更改
  county_id integer not null
  id uuid not null
  scheme_id text collate C not null
  scheme_sha256 text collate C not null
  rule_id text collate C not null
  subject text collate C not null
  entity_id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  as_of date not null
  facts jsonb not null  -- PII: 作决定时的事实
  outcome jsonb not null
  decided_by uuid not null  -- PII: 决定人账号
  decided_at timestamp with time zone not null default now()
table app.division  -- 行政区划（公开参考数据）
  code text collate C not null
  name text not null
  level text not null
  type_digit text  -- 乡级类别：0 街道 1 镇 2 乡 4 开发区等 5 农场兵团
  parent_code text collate C
  since date  -- 自何日起如此；空为自始
  ended_on date  -- 自何日起不再有；空为仍有
  is_own boolean not null default false  -- 由本地清单带入，不在国家统计局清单里
table app.division_change  -- 区划变更：谁、何时、依何文件、自何日起，移动了什么；只增不改
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  kind text not null
  effective_on date not null
  document_no text not null
  content jsonb not null  -- 变更本身：新旧代码与名称
  moved jsonb not null  -- 移动的数目
  made_by uuid not null  -- PII: 办理人账号
  made_by_name text not null  -- PII: 办理人姓名
  recorded_at timestamp with time zone not null
table app.division_list  -- 已装入的区划清单：全国到乡级为 country，村级按县代码
  name text collate C not null
  sha256 text collate C not null
  stored_at timestamp with time zone not null default now()
table app.division_past  -- 区划的从前：改名、改属之前的样子，只增不改
  code text collate C not null
  since date
  until date not null
  name text not null
  level text not null
  type_digit text
  parent_code text collate C
table app.entity  -- 事实：各业务模块建成之前，按事实目录存放的对象
  county_id integer not null
  subject text collate C not null
  id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  is_open boolean not null default false  -- 公开：辖区相交的任何登录者可读，不限机构与站
  name text not null  -- PII: 对象名称，可能是人名
  facts jsonb not null  -- PII: 事实，引擎形式：整数、ISO 日期、对象编号
  recorded_at timestamp with time zone not null default now()
  assigned_to uuid  -- PII: 指派给的账号
  round_ids uuid[]  -- 抽中它的评估轮次
  version integer not null default 1  -- 版次：每改一次加一，旧版次的保存会被拒绝
  effective_on date not null default '-infinity'::date  -- 本版自何日起如此
  recorded_by uuid  -- PII: 记录人账号
  name_keys text not null default ''::text  -- PII: 名称的拼音与首字母，供查找
table app.fact_clock  -- 事实时钟：某县的事实每写一次加一，据以知道缓存是否过时
  county_id integer not null
  slot integer not null
  ticks bigint not null
table app.federated_identity  -- 统一身份认证（OIDC）的用户与本系统账号的绑定
  issuer text collate C not null
  subject text collate C not null  -- PII: 认证方给出的用户标识
  account_id uuid not null
  linked_at timestamp with time zone not null
table app.handling  -- 谁录入、认定过哪个对象：经手录入者不得再作决定
  county_id integer not null
  subject text collate C not null
  subject_id text collate C not null
  account_id uuid not null  -- PII: 经手账号
  action text collate C not null
  first_at timestamp with time zone not null
table app.import_batch  -- 导入批次：一份表格，整批确认，整批撤销
  county_id integer not null
  id uuid not null
  importer text collate C not null
  division_code text collate C not null
  account_id uuid not null  -- PII: 导入人账号
  file_name text not null
  sha256 text not null
  headings text[] not null
  mapping jsonb  -- 列对应：导入的列 → 表格的列名；本县下次沿用
  state text not null
  message text
  row_count integer not null
  rows_done integer not null default 0
  counts jsonb
  uploaded_at timestamp with time zone not null
  beat_at timestamp with time zone  -- 正在处理时每秒一跳；不跳了就是中断
  applied_at timestamp with time zone
  undone_at timestamp with time zone
table app.import_row  -- 导入的各行：原样的格子、读出的内容、与已有档案的差别
  county_id integer not null
  batch_id uuid not null
  line integer not null
  division_code text collate C not null
  account_id uuid not null  -- PII: 导入人账号
  cells text[] not null  -- PII: 表格里的一行，原样
  state text
  key text
  said jsonb  -- PII: 读出的内容
  faults jsonb
  changes jsonb  -- PII: 改动前后
  record_id uuid
  version integer  -- 核对时所见的版次；导入后为导入的版次
table app.judged_mark  -- 某地某方案上次找出后果时所据：事实、方案、签署与判定日未变则不必再找
  unit_code text collate C not null
  scheme_id text collate C not null
  mark text not null
  judged_at timestamp with time zone not null default now()
table app.migration  -- 已执行的数据库变更
  name text collate C not null
  sha256 text not null
  applied_at timestamp with time zone not null default now()
table app.person_secret  -- 人员的证件号、电话、卡号：只存密文，列表掩码，查看原文须事由
  county_id integer not null
  person_id uuid not null
  kind text not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  assigned_to uuid
  round_ids uuid[]
  key_id text collate C not null
  ciphertext bytea not null  -- PII: 密文，内含算法与密钥编号，并与所在行绑定
  blind_index bytea not null  -- PII: 带密钥的散列，只供相等查找
  last4 text not null  -- PII: 末四位
  recorded_by uuid
  recorded_at timestamp with time zone not null
table app.plan_clock  -- 方案时钟：方案版本、采用、签署与区划名称每写一次换一个标记，据以知道所记是否过时
  slot integer not null
  mark uuid not null
table app.posting  -- 岗位：谁在哪个站、自何日至何日
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  is_open boolean not null default false  -- 公开：辖区相交的任何登录者可读，不限机构与站
  name text not null  -- PII: 对象名称，可能是人名
  facts jsonb not null  -- PII: 事实，引擎形式：整数、ISO 日期、对象编号
  recorded_at timestamp with time zone not null default now()
  assigned_to uuid  -- PII: 指派给的账号
  round_ids uuid[]  -- 抽中它的评估轮次
  version integer not null default 1  -- 版次：每改一次加一，旧版次的保存会被拒绝
  effective_on date not null default '-infinity'::date  -- 本版自何日起如此
  recorded_by uuid  -- PII: 记录人账号
  name_keys text not null default ''::text  -- PII: 名称的拼音与首字母，供查找
  worker_id uuid default ((facts ->> 'workerId'::text))::uuid
  seat_code text collate C default (facts ->> 'seatCode'::text)
  start_on date default app.iso_day((facts ->> 'startOn'::text))
  end_on date default app.iso_day((facts ->> 'endOn'::text))
  is_full_time boolean default ((facts ->> 'isFullTime'::text))::boolean
  held daterange default 
CASE
    WHEN (app.iso_day((facts ->> 'startOn'::text)) <= COALESCE(app.iso_day((facts ->> 'endOn'::text)), 'infinity'::date)) THEN daterange(app.iso_day((facts ->> 'startOn'::text)), app.iso_day((facts ->> 'endOn'::text)), '[]'::text)
    ELSE NULL::daterange
END  -- 在岗期间，首尾两日均计入
table app.record_history  -- 档案历史：被替换的每一版，只增不改
  county_id integer not null
  subject text collate C not null
  id uuid not null
  version integer not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  assigned_to uuid  -- PII: 当时指派给的账号
  round_ids uuid[]
  is_open boolean not null
  name text not null  -- PII: 名称，可能是人名
  facts jsonb not null  -- PII: 当时的事实
  effective_on date not null
  recorded_at timestamp with time zone not null
  recorded_by uuid  -- PII: 当时的记录人账号
  replaced_at timestamp with time zone not null default now()
  is_removed boolean not null
  left_on date  -- 自何日起转归他县：此前各日仍由本县作答；空为未转出
table app.recovery_code  -- 恢复码：只存散列，每个用一次
  account_id uuid not null
  code_hash bytea not null
  used_at timestamp with time zone
table app.scheme_adoption  -- 某地采用某方案：第 0 层为本案，以上各层按槽位覆盖；同层同期只有一个
  id uuid not null
  unit_code text collate C not null
  scheme_id text collate C not null
  layer smallint not null default 0
  in_force daterange not null
  reference_day date  -- 演示数据所述之日；空为今天
  adopted_by uuid
  recorded_at timestamp with time zone not null default now()
table app.scheme_document  -- 方案原件：由当地上传
  id uuid not null
  scheme_id text collate C not null
  unit_code text collate C not null
  file_name text not null
  media_type text not null
  bytes bytea not null
  sha256 text collate C not null
  attached_by uuid
  attached_at timestamp with time zone not null default now()
table app.scheme_version  -- 方案版本：装入后不可更改，按内容散列辨认
  scheme_id text collate C not null
  version text collate C not null
  sha256 text collate C not null
  valid_during daterange not null
  content jsonb not null  -- 源文件：文件名到全文
  loaded_at timestamp with time zone not null default now()
  nature text collate C default "substring"((content ->> 'scheme.yaml'::text), '(?n)^nature:\s*["'']?([a-z]+)'::text)  -- 性质：规范、工作报告、报道或法律，取自源文件；法律在采用了方案的地方都适用，不用采用
table app.second_factor  -- 第二因素（TOTP）：密钥加密存放，last_step 之前的口令不再有效
  account_id uuid not null
  secret bytea  -- 以数据密钥加密，内含密钥编号，只属于这个账号；48 字节者为改用数据密钥之前所存
  confirmed_at timestamp with time zone
  last_step bigint not null default 0
  pending_secret bytea
table app.session  -- 会话：只存令牌的散列
  token_hash bytea not null
  account_id uuid not null
  grant_id uuid not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  id uuid not null
  last_seen_at timestamp with time zone not null
  stage text not null  -- open 可用；code 等第二因素；set-up 须先设置第二因素
  has_factor boolean not null  -- 本次登录已验证第二因素
  method text not null
  place text not null  -- PII: 来源地址，隐去末段
  agent text not null  -- 浏览器与系统的概称
  viewing_account_id uuid  -- 正以谁的身份查看（只读）；空：以自己
  viewing_grant_id uuid  -- 所借看的那项授权
table app.signature  -- 签署：方案未给出的数值与释义由谁何时定为何值；只增不改，最后一次为准
  id uuid not null
  scheme_id text collate C not null
  subject text collate C not null
  unit_code text collate C not null
  value jsonb not null
  signed_by uuid
  signed_by_name text not null  -- PII: 签署人姓名
  signed_on date not null
  recorded_at timestamp with time zone not null default now()
table app.station  -- 社工站与村（社区）社工室
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  is_open boolean not null default false  -- 公开：辖区相交的任何登录者可读，不限机构与站
  name text not null  -- PII: 对象名称，可能是人名
  facts jsonb not null  -- PII: 事实，引擎形式：整数、ISO 日期、对象编号
  recorded_at timestamp with time zone not null default now()
  assigned_to uuid  -- PII: 指派给的账号
  round_ids uuid[]  -- 抽中它的评估轮次
  version integer not null default 1  -- 版次：每改一次加一，旧版次的保存会被拒绝
  effective_on date not null default '-infinity'::date  -- 本版自何日起如此
  recorded_by uuid  -- PII: 记录人账号
  name_keys text not null default ''::text  -- PII: 名称的拼音与首字母，供查找
  tier_code text collate C default (facts ->> 'tierCode'::text)
  stage_code text collate C default (facts ->> 'stageCode'::text)
  opened_on date default app.iso_day((facts ->> 'openedOn'::text))
  area_hundredths_m2 integer default ((facts ->> 'areaM2'::text))::integer
table app.station_acceptance  -- 验收结论：由一人提出，只增不改
  county_id integer not null
  id uuid not null
  station_id uuid not null
  division_code text collate C not null
  agency_id uuid
  gate text collate C not null
  round integer not null
  result text collate C not null
  inspected_on date not null
  correct_by date
  remark text not null  -- PII: 说明
  representatives jsonb  -- PII: 服务对象代表人数与意见
  judged jsonb not null  -- PII: 提出时的判定与所依据的事实
  proposed_by uuid not null  -- PII: 提出人账号
  proposed_by_name text not null  -- PII: 提出人姓名
  proposed_at timestamp with time zone not null
table app.unit  -- 地区：参与方案的县、镇街、村社与片区
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  is_open boolean not null default false  -- 公开：辖区相交的任何登录者可读，不限机构与站
  name text not null  -- PII: 对象名称，可能是人名
  facts jsonb not null  -- PII: 事实，引擎形式：整数、ISO 日期、对象编号
  recorded_at timestamp with time zone not null default now()
  assigned_to uuid  -- PII: 指派给的账号
  round_ids uuid[]  -- 抽中它的评估轮次
  version integer not null default 1  -- 版次：每改一次加一，旧版次的保存会被拒绝
  effective_on date not null default '-infinity'::date  -- 本版自何日起如此
  recorded_by uuid  -- PII: 记录人账号
  name_keys text not null default ''::text  -- PII: 名称的拼音与首字母，供查找
  tier_code text collate C default (facts ->> 'tierCode'::text)
  parent_id uuid default ((facts ->> 'parentId'::text))::uuid
table app.worker  -- 社工
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  agency_id uuid
  station_id uuid
  is_open boolean not null default false  -- 公开：辖区相交的任何登录者可读，不限机构与站
  name text not null  -- PII: 对象名称，可能是人名
  facts jsonb not null  -- PII: 事实，引擎形式：整数、ISO 日期、对象编号
  recorded_at timestamp with time zone not null default now()
  assigned_to uuid  -- PII: 指派给的账号
  round_ids uuid[]  -- 抽中它的评估轮次
  version integer not null default 1  -- 版次：每改一次加一，旧版次的保存会被拒绝
  effective_on date not null default '-infinity'::date  -- 本版自何日起如此
  recorded_by uuid  -- PII: 记录人账号
  name_keys text not null default ''::text  -- PII: 名称的拼音与首字母，供查找
  education_level text collate C default (facts ->> 'educationLevel'::text)
  birth_on date default app.iso_day((facts ->> 'birthOn'::text))  -- PII: 出生日期
  is_certified boolean default COALESCE(((jsonb_typeof((facts -> 'certificates'::text)) = 'array'::text) AND (jsonb_array_length((facts -> 'certificates'::text)) > 0)), false)
  certified_until date default app.latest_day((facts -> 'certificates'::text), 'validUntilOn'::text)
  employed_until date default app.latest_day((facts -> 'labourContracts'::text), 'to'::text)
  check_due_on date default app.next_check_day((facts -> 'checks'::text))
table app.zone  -- 片区：一县若干镇街，有起止
  county_id integer not null
  id uuid not null
  division_code text collate C not null
  name text not null
  in_force daterange not null
  made_by uuid not null  -- PII: 划定人账号
  recorded_at timestamp with time zone not null
table app.zone_town  -- 片区所含镇街：同一日一镇只在一个片区
  county_id integer not null
  zone_id uuid not null
  division_code text collate C not null
  in_force daterange not null

-- constraints

app.acceptance_signature acceptance_signature_county_id_acceptance_id_key: UNIQUE (county_id, acceptance_id)
app.acceptance_signature acceptance_signature_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.acceptance_signature acceptance_signature_pkey: PRIMARY KEY (county_id, id)
app.acceptance_signature acceptance_signature_verdict_check: CHECK ((verdict = ANY (ARRAY['agreed'::text, 'returned'::text])))
app.access_grant access_grant_account_id_fkey: FOREIGN KEY (account_id) REFERENCES app.account(id)
app.access_grant access_grant_acting_ends: CHECK (((NOT is_acting) OR (valid_to IS NOT NULL)))
app.access_grant access_grant_check: CHECK (((role <> 'agency'::text) OR (agency_id IS NOT NULL)))
app.access_grant access_grant_check1: CHECK (((role <> 'worker'::text) OR (station_id IS NOT NULL)))
app.access_grant access_grant_check2: CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
app.access_grant access_grant_ground_county_id_fkey: FOREIGN KEY (ground_county_id) REFERENCES app.county(id)
app.access_grant access_grant_ground_subject_check: CHECK ((ground_subject = ANY (ARRAY['contract'::text, 'posting'::text])))
app.access_grant access_grant_ground_whole: CHECK ((num_nulls(ground_county_id, ground_subject, ground_id) = ANY (ARRAY[0, 3])))
app.access_grant access_grant_office: CHECK (((role <> 'agency-office'::text) OR (agency_id IS NOT NULL)))
app.access_grant access_grant_own_role: CHECK (((role <> ALL (ARRAY['volunteer'::text, 'client'::text])) OR is_own))
app.access_grant access_grant_pkey: PRIMARY KEY (account_id, id)
app.access_grant access_grant_role_check: CHECK ((role = ANY (ARRAY['system-admin'::text, 'bureau'::text, 'bureau-line'::text, 'town'::text, 'child-officer'::text, 'village'::text, 'agency'::text, 'agency-office'::text, 'worker'::text, 'centre'::text, 'supervisor'::text, 'evaluator'::text, 'finance'::text, 'auditor'::text, 'city'::text, 'province'::text, 'volunteer'::text, 'client'::text])))
app.access_grant access_grant_scope_code_check: CHECK ((scope_code ~ '^[0-9]{1,12}$'::text))
app.access_grant access_grant_zone_towns_check: CHECK ((array_to_string(zone_towns, ','::text) ~ '^[0-9]{9}(,[0-9]{9})*$'::text))
app.account account_pkey: PRIMARY KEY (id)
app.account account_sign_in_name_check: CHECK ((sign_in_name ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text))
app.account account_sign_in_name_key: UNIQUE (sign_in_name)
app.attachment attachment_bytes_check: CHECK ((bytes > 0))
app.attachment attachment_check: CHECK (((state = 'quarantined'::text) = (quarantined_for IS NOT NULL)))
app.attachment attachment_check1: CHECK (((preview_sha256 IS NULL) = (preview_bytes IS NULL)))
app.attachment attachment_check2: CHECK (((removed_at IS NULL) = (removed_reason IS NULL)))
app.attachment attachment_check3: CHECK (((removed_at IS NULL) OR (held_at IS NULL) OR (removed_at <= held_at)))
app.attachment attachment_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.attachment attachment_given_sha256_check: CHECK ((given_sha256 ~ '^[0-9a-f]{64}$'::text))
app.attachment attachment_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
app.attachment attachment_pkey: PRIMARY KEY (county_id, id)
app.attachment attachment_preview_bytes_check: CHECK ((preview_bytes > 0))
app.attachment attachment_preview_sha256_check: CHECK ((preview_sha256 ~ '^[0-9a-f]{64}$'::text))
app.attachment attachment_sha256_check: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
app.attachment attachment_state_check: CHECK ((state = ANY (ARRAY['stored'::text, 'quarantined'::text])))
app.attempt attempt_pkey: PRIMARY KEY (key_hash)
app.audit_entry audit_entry_county_id_seq_key: UNIQUE (county_id, seq)
app.audit_entry audit_entry_hash_algorithm_check: CHECK ((hash_algorithm = ANY (ARRAY['sha256'::text, 'sm3'::text])))
app.audit_entry audit_entry_pkey: PRIMARY KEY (county_id, id)
app.audit_head audit_head_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.audit_head audit_head_pkey: PRIMARY KEY (county_id)
app.break_glass break_glass_check: CHECK (((expires_at > opened_at) AND (expires_at <= (opened_at + '03:00:00'::interval))))
app.break_glass break_glass_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.break_glass break_glass_division_code_check: CHECK ((division_code ~ '^[0-9]{6}$'::text))
app.break_glass break_glass_pkey: PRIMARY KEY (county_id, id)
app.break_glass break_glass_reason_check: CHECK (((length(reason) >= 8) AND (length(reason) <= 500)))
app.break_glass break_glass_role_check: CHECK ((role = ANY (ARRAY['auditor'::text, 'city'::text, 'province'::text])))
app.consequence consequence_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.consequence consequence_county_id_scheme_id_rule_id_subject_entity_id_e_key: UNIQUE (county_id, scheme_id, rule_id, subject, entity_id, event_on)
app.consequence consequence_pkey: PRIMARY KEY (county_id, id)
app.consequence consequence_status_check: CHECK ((status = ANY (ARRAY['proposed'::text, 'decided'::text, 'rejected'::text, 'lifted'::text])))
app.county county_code_key: UNIQUE (code)
app.county county_pkey: PRIMARY KEY (id)
app.cover cover_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.cover cover_pkey: PRIMARY KEY (county_id, division_code)
app.decision decision_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.decision decision_pkey: PRIMARY KEY (county_id, id)
app.division division_code_check: CHECK ((code ~ '^[0-9]{1,12}$'::text))
app.division division_dates: CHECK ((ended_on > since))
app.division division_level_check: CHECK ((level = ANY (ARRAY['country'::text, 'province'::text, 'city'::text, 'county'::text, 'town'::text, 'community'::text, 'village'::text, 'zone'::text])))
app.division division_pkey: PRIMARY KEY (code)
app.division division_type_digit_check: CHECK ((type_digit ~ '^[0-9]$'::text))
app.division_change division_change_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.division_change division_change_kind_check: CHECK ((kind = ANY (ARRAY['rename'::text, 'merge'::text, 'split'::text, 'move'::text, 'create'::text])))
app.division_change division_change_pkey: PRIMARY KEY (county_id, id)
app.division_list division_list_pkey: PRIMARY KEY (name)
app.division_past division_past_check: CHECK ((until > since))
app.division_past division_past_pkey: PRIMARY KEY (code, until)
app.entity entity_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.entity entity_own_tables: CHECK ((subject <> ALL (ARRAY['unit'::text, 'station'::text, 'worker'::text, 'posting'::text])))
app.entity entity_pkey: PRIMARY KEY (county_id, subject, id)
app.fact_clock fact_clock_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.fact_clock fact_clock_pkey: PRIMARY KEY (county_id, slot)
app.federated_identity federated_identity_account_id_fkey: FOREIGN KEY (account_id) REFERENCES app.account(id)
app.federated_identity federated_identity_pkey: PRIMARY KEY (issuer, subject)
app.handling handling_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.handling handling_pkey: PRIMARY KEY (county_id, subject, subject_id, account_id, action)
app.import_batch import_batch_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.import_batch import_batch_file_name_check: CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200)))
app.import_batch import_batch_pkey: PRIMARY KEY (county_id, id)
app.import_batch import_batch_state_check: CHECK ((state = ANY (ARRAY['read'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text])))
app.import_row import_row_pkey: PRIMARY KEY (county_id, batch_id, line)
app.import_row import_row_state_check: CHECK ((state = ANY (ARRAY['new'::text, 'changed'::text, 'same'::text, 'wrong'::text])))
app.judged_mark judged_mark_pkey: PRIMARY KEY (unit_code, scheme_id)
app.migration migration_pkey: PRIMARY KEY (name)
app.person_secret person_secret_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.person_secret person_secret_kind_check: CHECK ((kind = ANY (ARRAY['id-number'::text, 'phone'::text, 'bank'::text])))
app.person_secret person_secret_last4_check: CHECK ((length(last4) <= 4))
app.person_secret person_secret_pkey: PRIMARY KEY (county_id, person_id, kind)
app.plan_clock plan_clock_pkey: PRIMARY KEY (slot)
app.posting posting_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.posting posting_one_full_time: EXCLUDE USING gist (county_id WITH =, worker_id WITH =, held WITH &&) WHERE (is_full_time)
app.posting posting_pkey: PRIMARY KEY (county_id, id)
app.record_history record_history_check: CHECK (((left_on IS NULL) OR is_removed))
app.record_history record_history_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.record_history record_history_pkey: PRIMARY KEY (county_id, subject, id, version)
app.recovery_code recovery_code_account_id_fkey: FOREIGN KEY (account_id) REFERENCES app.account(id)
app.recovery_code recovery_code_pkey: PRIMARY KEY (account_id, code_hash)
app.scheme_adoption scheme_adoption_in_force_check: CHECK ((NOT isempty(in_force)))
app.scheme_adoption scheme_adoption_layer_check: CHECK ((layer >= 0))
app.scheme_adoption scheme_adoption_pkey: PRIMARY KEY (id)
app.scheme_adoption scheme_adoption_unit_code_layer_in_force_excl: EXCLUDE USING gist (unit_code WITH =, layer WITH =, in_force WITH &&)
app.scheme_document scheme_document_pkey: PRIMARY KEY (id)
app.scheme_version scheme_version_pkey: PRIMARY KEY (scheme_id, version)
app.second_factor second_factor_account_id_fkey: FOREIGN KEY (account_id) REFERENCES app.account(id)
app.second_factor second_factor_check: CHECK (((secret IS NULL) = (confirmed_at IS NULL)))
app.second_factor second_factor_pkey: PRIMARY KEY (account_id)
app.session session_account_id_grant_id_fkey: FOREIGN KEY (account_id, grant_id) REFERENCES app.access_grant(account_id, id)
app.session session_id_key: UNIQUE (id)
app.session session_method_check: CHECK ((method = ANY (ARRAY['password'::text, 'oidc'::text])))
app.session session_pkey: PRIMARY KEY (token_hash)
app.session session_stage_check: CHECK ((stage = ANY (ARRAY['open'::text, 'code'::text, 'set-up'::text])))
app.session session_viewing_other: CHECK ((viewing_account_id <> account_id))
app.session session_viewing_whole: CHECK (((viewing_account_id IS NULL) = (viewing_grant_id IS NULL)))
app.signature signature_pkey: PRIMARY KEY (id)
app.signature signature_subject_check: CHECK ((subject ~ '^(setting|reading):.+$'::text))
app.station station_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.station station_own_id: CHECK ((station_id = id))
app.station station_pkey: PRIMARY KEY (county_id, id)
app.station_acceptance station_acceptance_check: CHECK (((correct_by IS NOT NULL) = (result = 'correct'::text)))
app.station_acceptance station_acceptance_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.station_acceptance station_acceptance_county_id_station_id_gate_round_key: UNIQUE (county_id, station_id, gate, round)
app.station_acceptance station_acceptance_pkey: PRIMARY KEY (county_id, id)
app.station_acceptance station_acceptance_result_check: CHECK ((result = ANY (ARRAY['passed'::text, 'correct'::text, 'failed'::text])))
app.station_acceptance station_acceptance_round_check: CHECK ((round > 0))
app.unit unit_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.unit unit_pkey: PRIMARY KEY (county_id, id)
app.worker worker_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.worker worker_pkey: PRIMARY KEY (county_id, id)
app.zone zone_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.zone zone_division_code_check: CHECK ((division_code ~ '^[0-9]{6}$'::text))
app.zone zone_in_force_check: CHECK ((NOT isempty(in_force)))
app.zone zone_name_check: CHECK (((length(name) >= 1) AND (length(name) <= 40)))
app.zone zone_pkey: PRIMARY KEY (county_id, id)
app.zone_town zone_town_county_id_division_code_in_force_excl: EXCLUDE USING gist (county_id WITH =, division_code WITH =, in_force WITH &&)
app.zone_town zone_town_county_id_fkey: FOREIGN KEY (county_id) REFERENCES app.county(id)
app.zone_town zone_town_county_id_zone_id_fkey: FOREIGN KEY (county_id, zone_id) REFERENCES app.zone(county_id, id)
app.zone_town zone_town_division_code_check: CHECK ((division_code ~ '^[0-9]{9}$'::text))
app.zone_town zone_town_in_force_check: CHECK ((NOT isempty(in_force)))
app.zone_town zone_town_pkey: PRIMARY KEY (county_id, zone_id, division_code, in_force)

-- indexes

CREATE UNIQUE INDEX acceptance_signature_county_id_acceptance_id_key ON app.acceptance_signature USING btree (county_id, acceptance_id)
CREATE UNIQUE INDEX acceptance_signature_pkey ON app.acceptance_signature USING btree (county_id, id)
CREATE UNIQUE INDEX access_grant_pkey ON app.access_grant USING btree (account_id, id)
CREATE INDEX access_grant_scope ON app.access_grant USING btree (scope_code)
CREATE INDEX account_division ON app.account USING btree (division_code)
CREATE UNIQUE INDEX account_pkey ON app.account USING btree (id)
CREATE UNIQUE INDEX account_sign_in_name_key ON app.account USING btree (sign_in_name)
CREATE INDEX attachment_division ON app.attachment USING btree (division_code, recorded_at)
CREATE INDEX attachment_id ON app.attachment USING btree (id)
CREATE UNIQUE INDEX attachment_pkey ON app.attachment USING btree (county_id, id)
CREATE INDEX attachment_record ON app.attachment USING btree (record_id, id)
CREATE INDEX attempt_known ON app.attempt USING btree (last_at) WHERE is_known
CREATE UNIQUE INDEX attempt_pkey ON app.attempt USING btree (key_hash)
CREATE INDEX attempt_stale ON app.attempt USING btree (last_at) WHERE (NOT is_known)
CREATE UNIQUE INDEX audit_entry_county_id_seq_key ON app.audit_entry USING btree (county_id, seq)
CREATE INDEX audit_entry_division ON app.audit_entry USING btree (division_code, recorded_at)
CREATE UNIQUE INDEX audit_entry_pkey ON app.audit_entry USING btree (county_id, id)
CREATE INDEX audit_entry_time ON app.audit_entry USING btree (recorded_at, id)
CREATE UNIQUE INDEX audit_head_pkey ON app.audit_head USING btree (county_id)
CREATE INDEX break_glass_account ON app.break_glass USING btree (account_id, grant_id, expires_at)
CREATE INDEX break_glass_division ON app.break_glass USING btree (division_code, opened_at)
CREATE UNIQUE INDEX break_glass_pkey ON app.break_glass USING btree (county_id, id)
CREATE UNIQUE INDEX consequence_county_id_scheme_id_rule_id_subject_entity_id_e_key ON app.consequence USING btree (county_id, scheme_id, rule_id, subject, entity_id, event_on)
CREATE INDEX consequence_division ON app.consequence USING btree (division_code, event_on)
CREATE UNIQUE INDEX consequence_pkey ON app.consequence USING btree (county_id, id)
CREATE UNIQUE INDEX county_code_key ON app.county USING btree (code)
CREATE UNIQUE INDEX county_pkey ON app.county USING btree (id)
CREATE INDEX cover_division ON app.cover USING btree (division_code)
CREATE UNIQUE INDEX cover_pkey ON app.cover USING btree (county_id, division_code)
CREATE INDEX decision_division ON app.decision USING btree (division_code, decided_at)
CREATE INDEX decision_entity ON app.decision USING btree (county_id, subject, entity_id)
CREATE UNIQUE INDEX decision_pkey ON app.decision USING btree (county_id, id)
CREATE INDEX division_level ON app.division USING btree (level, code)
CREATE INDEX division_parent ON app.division USING btree (parent_code)
CREATE UNIQUE INDEX division_pkey ON app.division USING btree (code)
CREATE INDEX division_town ON app.division USING btree (code) INCLUDE (type_digit, since, ended_on) WHERE (level = 'town'::text)
CREATE INDEX division_change_division ON app.division_change USING btree (division_code, effective_on)
CREATE UNIQUE INDEX division_change_pkey ON app.division_change USING btree (county_id, id)
CREATE UNIQUE INDEX division_list_pkey ON app.division_list USING btree (name)
CREATE UNIQUE INDEX division_past_pkey ON app.division_past USING btree (code, until)
CREATE INDEX entity_assigned ON app.entity USING btree (assigned_to) WHERE (assigned_to IS NOT NULL)
CREATE INDEX entity_by_id ON app.entity USING btree (id)
CREATE INDEX entity_name_grams ON app.entity USING gin (app.name_grams(name, name_keys))
CREATE UNIQUE INDEX entity_pkey ON app.entity USING btree (county_id, subject, id)
CREATE INDEX entity_service ON app.entity USING btree (((facts ->> 'stationId'::text)), app.service_day(facts)) WHERE (subject = ANY (ARRAY['serviceRecord'::text, 'visit'::text, 'activity'::text]))
CREATE INDEX entity_subject_division ON app.entity USING btree (subject, division_code)
CREATE INDEX entity_worker ON app.entity USING btree (((facts ->> 'workerId'::text))) WHERE ((facts ->> 'workerId'::text) IS NOT NULL)
CREATE UNIQUE INDEX fact_clock_pkey ON app.fact_clock USING btree (county_id, slot)
CREATE INDEX federated_identity_account ON app.federated_identity USING btree (account_id)
CREATE UNIQUE INDEX federated_identity_pkey ON app.federated_identity USING btree (issuer, subject)
CREATE UNIQUE INDEX handling_pkey ON app.handling USING btree (county_id, subject, subject_id, account_id, action)
CREATE INDEX import_batch_by_id ON app.import_batch USING btree (id)
CREATE INDEX import_batch_division ON app.import_batch USING btree (division_code, id)
CREATE UNIQUE INDEX import_batch_pkey ON app.import_batch USING btree (county_id, id)
CREATE UNIQUE INDEX import_row_pkey ON app.import_row USING btree (county_id, batch_id, line)
CREATE UNIQUE INDEX judged_mark_pkey ON app.judged_mark USING btree (unit_code, scheme_id)
CREATE UNIQUE INDEX migration_pkey ON app.migration USING btree (name)
CREATE INDEX person_secret_blind ON app.person_secret USING btree (blind_index)
CREATE UNIQUE INDEX person_secret_identity ON app.person_secret USING btree (county_id, blind_index) WHERE (kind = 'id-number'::text)
CREATE INDEX person_secret_key ON app.person_secret USING btree (key_id)
CREATE INDEX person_secret_person ON app.person_secret USING btree (person_id)
CREATE UNIQUE INDEX person_secret_pkey ON app.person_secret USING btree (county_id, person_id, kind)
CREATE UNIQUE INDEX plan_clock_pkey ON app.plan_clock USING btree (slot)
CREATE INDEX posting_by_division ON app.posting USING btree (division_code, id)
CREATE INDEX posting_by_id ON app.posting USING btree (id)
CREATE INDEX posting_end_order ON app.posting USING btree (end_on, county_id, id)
CREATE INDEX posting_name_grams ON app.posting USING gin (app.name_grams(name, name_keys))
CREATE INDEX posting_of_station ON app.posting USING btree (((facts ->> 'stationId'::text)))
CREATE INDEX posting_one_full_time ON app.posting USING gist (county_id, worker_id, held) WHERE is_full_time
CREATE UNIQUE INDEX posting_pkey ON app.posting USING btree (county_id, id)
CREATE INDEX posting_seat_order ON app.posting USING btree (seat_code, county_id, id)
CREATE INDEX posting_start_order ON app.posting USING btree (start_on, county_id, id)
CREATE INDEX posting_station ON app.posting USING btree (station_id)
CREATE INDEX posting_worker ON app.posting USING btree (worker_id)
CREATE INDEX record_history_cover_place ON app.record_history USING btree (app.place_of_station(division_code, (facts ->> 'tierCode'::text))) WHERE (subject = 'station'::text)
CREATE INDEX record_history_division ON app.record_history USING btree (division_code, subject, id)
CREATE INDEX record_history_left ON app.record_history USING btree (division_code, left_on) WHERE (left_on IS NOT NULL)
CREATE UNIQUE INDEX record_history_pkey ON app.record_history USING btree (county_id, subject, id, version)
CREATE INDEX record_history_posting ON app.record_history USING btree (((facts ->> 'stationId'::text))) WHERE (subject = 'posting'::text)
CREATE INDEX record_history_station ON app.record_history USING btree (id) WHERE (subject = 'station'::text)
CREATE UNIQUE INDEX recovery_code_pkey ON app.recovery_code USING btree (account_id, code_hash)
CREATE UNIQUE INDEX scheme_adoption_pkey ON app.scheme_adoption USING btree (id)
CREATE INDEX scheme_adoption_unit_code_layer_in_force_excl ON app.scheme_adoption USING gist (unit_code, layer, in_force)
CREATE UNIQUE INDEX scheme_document_pkey ON app.scheme_document USING btree (id)
CREATE INDEX scheme_document_scheme ON app.scheme_document USING btree (scheme_id, unit_code)
CREATE INDEX scheme_version_hash ON app.scheme_version USING btree (scheme_id, sha256)
CREATE UNIQUE INDEX scheme_version_pkey ON app.scheme_version USING btree (scheme_id, version)
CREATE UNIQUE INDEX second_factor_pkey ON app.second_factor USING btree (account_id)
CREATE INDEX session_account ON app.session USING btree (account_id)
CREATE UNIQUE INDEX session_id_key ON app.session USING btree (id)
CREATE UNIQUE INDEX session_pkey ON app.session USING btree (token_hash)
CREATE UNIQUE INDEX signature_pkey ON app.signature USING btree (id)
CREATE INDEX signature_subject ON app.signature USING btree (scheme_id, subject, unit_code, recorded_at)
CREATE INDEX station_area_order ON app.station USING btree (area_hundredths_m2, county_id, id)
CREATE INDEX station_by_division ON app.station USING btree (division_code, id)
CREATE INDEX station_by_id ON app.station USING btree (id)
CREATE INDEX station_cover_place ON app.station USING btree (app.place_of_station(division_code, tier_code))
CREATE INDEX station_name_grams ON app.station USING gin (app.name_grams(name, name_keys))
CREATE INDEX station_name_order ON app.station USING btree (name_keys, county_id, id)
CREATE INDEX station_opened_order ON app.station USING btree (opened_on, county_id, id)
CREATE UNIQUE INDEX station_pkey ON app.station USING btree (county_id, id)
CREATE INDEX station_place_order ON app.station USING btree (division_code, county_id, id)
CREATE INDEX station_stage_order ON app.station USING btree (stage_code, county_id, id)
CREATE UNIQUE INDEX station_acceptance_county_id_station_id_gate_round_key ON app.station_acceptance USING btree (county_id, station_id, gate, round)
CREATE INDEX station_acceptance_division ON app.station_acceptance USING btree (division_code, id)
CREATE UNIQUE INDEX station_acceptance_pkey ON app.station_acceptance USING btree (county_id, id)
CREATE INDEX station_acceptance_station ON app.station_acceptance USING btree (station_id, gate, round)
CREATE INDEX unit_by_division ON app.unit USING btree (division_code, id)
CREATE INDEX unit_by_id ON app.unit USING btree (id)
CREATE INDEX unit_name_grams ON app.unit USING gin (app.name_grams(name, name_keys))
CREATE INDEX unit_name_order ON app.unit USING btree (name_keys, county_id, id)
CREATE UNIQUE INDEX unit_pkey ON app.unit USING btree (county_id, id)
CREATE INDEX unit_place_order ON app.unit USING btree (division_code, county_id, id)
CREATE INDEX worker_by_agency ON app.worker USING btree (agency_id, id)
CREATE INDEX worker_by_division ON app.worker USING btree (division_code, id)
CREATE INDEX worker_by_id ON app.worker USING btree (id)
CREATE INDEX worker_by_name ON app.worker USING btree (name_keys, county_id, id)
CREATE INDEX worker_by_station ON app.worker USING btree (station_id)
CREATE INDEX worker_certified_order ON app.worker USING btree (certified_until, county_id, id)
CREATE INDEX worker_check_order ON app.worker USING btree (check_due_on, county_id, id)
CREATE INDEX worker_employed_order ON app.worker USING btree (employed_until, county_id, id)
CREATE INDEX worker_name_grams ON app.worker USING gin (app.name_grams(name, name_keys))
CREATE INDEX worker_name_order ON app.worker USING btree (name_keys, county_id, id)
CREATE UNIQUE INDEX worker_pkey ON app.worker USING btree (county_id, id)
CREATE INDEX zone_division ON app.zone USING btree (division_code)
CREATE UNIQUE INDEX zone_pkey ON app.zone USING btree (county_id, id)
CREATE INDEX zone_town_county_id_division_code_in_force_excl ON app.zone_town USING gist (county_id, division_code, in_force)
CREATE INDEX zone_town_division ON app.zone_town USING btree (division_code)
CREATE UNIQUE INDEX zone_town_pkey ON app.zone_town USING btree (county_id, zone_id, division_code, in_force)

-- row-level security

app.acceptance_signature enabled=t forced=t
app.access_grant enabled=t forced=t
app.account enabled=t forced=t
app.attachment enabled=t forced=t
app.attempt enabled=t forced=t
app.audit_entry enabled=t forced=t
app.audit_head enabled=t forced=t
app.break_glass enabled=t forced=t
app.consequence enabled=t forced=t
app.county enabled=t forced=t
app.cover enabled=t forced=t
app.decision enabled=t forced=t
app.division enabled=t forced=t
app.division_change enabled=t forced=t
app.division_list enabled=t forced=t
app.division_past enabled=t forced=t
app.entity enabled=t forced=t
app.fact_clock enabled=t forced=t
app.federated_identity enabled=t forced=t
app.handling enabled=t forced=t
app.import_batch enabled=t forced=t
app.import_row enabled=t forced=t
app.judged_mark enabled=t forced=t
app.migration enabled=t forced=t
app.person_secret enabled=t forced=t
app.plan_clock enabled=t forced=t
app.posting enabled=t forced=t
app.record_history enabled=t forced=t
app.recovery_code enabled=t forced=t
app.scheme_adoption enabled=t forced=t
app.scheme_document enabled=t forced=t
app.scheme_version enabled=t forced=t
app.second_factor enabled=t forced=t
app.session enabled=t forced=t
app.signature enabled=t forced=t
app.station enabled=t forced=t
app.station_acceptance enabled=t forced=t
app.unit enabled=t forced=t
app.worker enabled=t forced=t
app.zone enabled=t forced=t
app.zone_town enabled=t forced=t

-- policies

acceptance_signature acceptance_signature_append for insert to sgz_app
  using -
  check ((signed_by = app.account_id()) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, NULL::uuid, NULL::uuid[]))
acceptance_signature acceptance_signature_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, NULL::uuid, NULL::uuid[]))
  check -
acceptance_signature backup_read for select to sgz_backup
  using true
  check -
access_grant access_grant_own for select to sgz_app
  using (account_id = app.account_id())
  check -
access_grant access_grant_owner for all to sgz_owner
  using true
  check -
access_grant access_grant_scope for all to sgz_app
  using ((app.reach() = 'territory'::text) AND (scope_code >= app.scope_from()) AND (scope_code < app.scope_below()))
  check -
access_grant backup_read for select to sgz_backup
  using true
  check -
account account_own for select to sgz_app
  using (id = app.account_id())
  check -
account account_owner for all to sgz_owner
  using true
  check -
account account_scope for all to sgz_app
  using ((app.reach() = 'territory'::text) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
  check -
account backup_read for select to sgz_backup
  using true
  check -
attachment attachment_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids) AND (recorded_by = app.account_id()))
attachment attachment_owner for all to sgz_owner
  using true
  check -
attachment attachment_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
attachment attachment_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
attachment backup_read for select to sgz_backup
  using true
  check -
attempt attempt_owner for all to sgz_owner
  using true
  check -
attempt backup_read for select to sgz_backup
  using true
  check -
audit_entry audit_entry_owner for all to sgz_owner
  using true
  check -
audit_entry audit_entry_read for select to sgz_app
  using ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'auditor'::text, 'system-admin'::text])) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
  check -
audit_entry backup_read for select to sgz_backup
  using true
  check -
audit_head audit_head_owner for all to sgz_owner
  using true
  check -
audit_head audit_head_read for select to sgz_app
  using ((app.scope_from() = '0'::text) AND (app.reach() = 'territory'::text) AND (app.role_code() = 'system-admin'::text))
  check -
audit_head backup_read for select to sgz_backup
  using true
  check -
break_glass backup_read for select to sgz_backup
  using true
  check -
break_glass break_glass_close for update to sgz_app
  using (account_id = app.account_id())
  check -
break_glass break_glass_open for insert to sgz_app
  using -
  check ((account_id = app.account_id()) AND (role = app.role_code()) AND (app.reach() = 'territory'::text) AND (closed_at IS NULL))
break_glass break_glass_own for select to sgz_app
  using (account_id = app.account_id())
  check -
break_glass break_glass_owner for all to sgz_owner
  using true
  check -
break_glass break_glass_reported for select to sgz_app
  using ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'system-admin'::text])) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
  check -
consequence backup_read for select to sgz_backup
  using true
  check -
consequence consequence_owner for all to sgz_owner
  using true
  check -
consequence consequence_propose for insert to sgz_app
  using -
  check ((status = 'proposed'::text) AND (decision_id IS NULL) AND (app.reach() = 'territory'::text) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
consequence consequence_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, NULL::uuid, NULL::uuid[]))
  check -
county backup_read for select to sgz_backup
  using true
  check -
county county_owner for all to sgz_owner
  using true
  check -
county county_read for select to public
  using true
  check -
county county_write for insert to sgz_app
  using -
  check ((app.scope_from() = '0'::text) AND (app.reach() = 'territory'::text))
cover backup_read for select to sgz_backup
  using true
  check -
cover cover_owner for all to sgz_owner
  using true
  check -
cover cover_read for select to sgz_app
  using ((app.reach() IS NOT NULL) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
  check -
decision backup_read for select to sgz_backup
  using true
  check -
decision decision_append for insert to sgz_app
  using -
  check ((decided_by = app.account_id()) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND ((app.reach() = 'territory'::text) OR ((app.reach() = 'agency'::text) AND (agency_id = app.agency_id()) AND (subject = ANY (ARRAY['worker'::text, 'posting'::text])))))
decision decision_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, NULL::uuid, NULL::uuid[]))
  check -
division backup_read for select to sgz_backup
  using true
  check -
division division_local_insert for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (code > app.scope_from()) AND (code < app.scope_below()))
division division_local_update for update to sgz_app
  using ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (code > app.scope_from()) AND (code < app.scope_below()))
  check -
division division_read for select to public
  using true
  check -
division division_write for all to sgz_app
  using ((app.scope_from() = '0'::text) AND (app.reach() = 'territory'::text))
  check -
division_change backup_read for select to sgz_backup
  using true
  check -
division_change division_change_append for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (made_by = app.account_id()) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
division_change division_change_read for select to sgz_app
  using ((app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
division_list backup_read for select to sgz_backup
  using true
  check -
division_list division_list_again for update to sgz_app
  using ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (name >= app.scope_from()) AND (name < app.scope_below()))
  check -
division_list division_list_read for select to public
  using true
  check -
division_list division_list_villages for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (name >= app.scope_from()) AND (name < app.scope_below()))
division_list division_list_write for all to sgz_app
  using ((app.scope_from() = '0'::text) AND (app.reach() = 'territory'::text))
  check -
division_past backup_read for select to sgz_backup
  using true
  check -
division_past division_past_append for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (code > app.scope_from()) AND (code < app.scope_below()))
division_past division_past_read for select to public
  using true
  check -
entity backup_read for select to sgz_backup
  using true
  check -
entity entity_cover for select to sgz_owner
  using true
  check -
entity entity_delete for delete to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
entity entity_find for select to sgz_owner
  using true
  check -
entity entity_ground for select to sgz_owner
  using (subject = ANY (ARRAY['contract'::text, 'posting'::text]))
  check -
entity entity_in_hand for select to sgz_owner
  using (((facts ->> 'workerId'::text) IS NOT NULL) OR ((facts ->> 'leadWorkerId'::text) IS NOT NULL) OR (assigned_to IS NOT NULL))
  check -
entity entity_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
entity entity_open for select to sgz_app
  using (is_open AND (app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
entity entity_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
entity entity_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
fact_clock backup_read for select to sgz_backup
  using true
  check -
fact_clock fact_clock_owner for all to sgz_owner
  using true
  check -
fact_clock fact_clock_read for select to sgz_app
  using (app.scope_from() IS NOT NULL)
  check -
federated_identity backup_read for select to sgz_backup
  using true
  check -
federated_identity federated_identity_own for all to sgz_app
  using (account_id = app.account_id())
  check -
federated_identity federated_identity_owner for all to sgz_owner
  using true
  check -
handling backup_read for select to sgz_backup
  using true
  check -
handling handling_own for all to sgz_app
  using (account_id = app.account_id())
  check -
handling handling_owner for all to sgz_owner
  using true
  check -
import_batch backup_read for select to sgz_backup
  using true
  check -
import_batch import_batch_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND (account_id = app.account_id()) AND app.may_change())
import_batch import_batch_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND ((app.reach() = 'territory'::text) OR ((account_id = app.account_id()) AND (app.reach() IS NOT NULL))))
  check -
import_batch import_batch_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND ((app.reach() = 'territory'::text) OR (account_id = app.account_id())) AND app.may_change())
  check -
import_row backup_read for select to sgz_backup
  using true
  check -
import_row import_row_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND (account_id = app.account_id()) AND app.may_change())
import_row import_row_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND ((app.reach() = 'territory'::text) OR ((account_id = app.account_id()) AND (app.reach() IS NOT NULL))))
  check -
import_row import_row_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND ((app.reach() = 'territory'::text) OR (account_id = app.account_id())) AND app.may_change())
  check -
judged_mark backup_read for select to sgz_backup
  using true
  check -
judged_mark judged_mark_program for all to sgz_app
  using ((app.scope_from() = '0'::text) AND (app.reach() = 'territory'::text))
  check -
migration backup_read for select to sgz_backup
  using true
  check -
migration migration_owner for all to sgz_owner
  using true
  check -
person_secret backup_read for select to sgz_backup
  using true
  check -
person_secret person_secret_delete for delete to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
person_secret person_secret_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
person_secret person_secret_owner for all to sgz_owner
  using true
  check -
person_secret person_secret_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
person_secret person_secret_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
plan_clock backup_read for select to sgz_backup
  using true
  check -
plan_clock plan_clock_owner for all to sgz_owner
  using true
  check -
plan_clock plan_clock_read for select to sgz_app
  using (app.scope_from() IS NOT NULL)
  check -
posting backup_read for select to sgz_backup
  using true
  check -
posting posting_cover for select to sgz_owner
  using true
  check -
posting posting_delete for delete to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
posting posting_find for select to sgz_owner
  using true
  check -
posting posting_ground for select to sgz_owner
  using true
  check -
posting posting_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
posting posting_open for select to sgz_app
  using (is_open AND (app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
posting posting_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
posting posting_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
record_history backup_read for select to sgz_backup
  using true
  check -
record_history record_history_owner for all to sgz_owner
  using true
  check -
record_history record_history_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
recovery_code backup_read for select to sgz_backup
  using true
  check -
recovery_code recovery_code_own for all to sgz_app
  using (account_id = app.account_id())
  check -
recovery_code recovery_code_owner for all to sgz_owner
  using true
  check -
scheme_adoption backup_read for select to sgz_backup
  using true
  check -
scheme_adoption scheme_adoption_read for select to public
  using true
  check -
scheme_adoption scheme_adoption_write for all to sgz_app
  using ((app.reach() = 'territory'::text) AND (unit_code >= app.scope_from()) AND (unit_code < app.scope_below()))
  check -
scheme_document backup_read for select to sgz_backup
  using true
  check -
scheme_document scheme_document_read for select to sgz_app
  using (((unit_code >= app.scope_from()) AND (unit_code < app.scope_below())) OR (unit_code = ANY (app.scope_above())))
  check -
scheme_document scheme_document_write for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (unit_code >= app.scope_from()) AND (unit_code < app.scope_below()))
scheme_version backup_read for select to sgz_backup
  using true
  check -
scheme_version scheme_version_load for insert to sgz_app
  using -
  check ((app.scope_from() = '0'::text) AND (app.reach() = 'territory'::text))
scheme_version scheme_version_read for select to public
  using true
  check -
second_factor backup_read for select to sgz_backup
  using true
  check -
second_factor second_factor_own for all to sgz_app
  using (account_id = app.account_id())
  check -
second_factor second_factor_owner for all to sgz_owner
  using true
  check -
second_factor second_factor_program_change for update to sgz_app
  using app.is_program()
  check -
second_factor second_factor_program_read for select to sgz_app
  using app.is_program()
  check -
session backup_read for select to sgz_backup
  using true
  check -
session session_own for all to sgz_app
  using (account_id = app.account_id())
  check -
session session_owner for all to sgz_owner
  using true
  check -
signature backup_read for select to sgz_backup
  using true
  check -
signature signature_append for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (unit_code >= app.scope_from()) AND (unit_code < app.scope_below()))
signature signature_read for select to sgz_app
  using (((unit_code >= app.scope_from()) AND (unit_code < app.scope_below())) OR (unit_code = ANY (app.scope_above())))
  check -
station backup_read for select to sgz_backup
  using true
  check -
station station_cover for select to sgz_owner
  using true
  check -
station station_delete for delete to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
station station_find for select to sgz_owner
  using true
  check -
station station_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
station station_open for select to sgz_app
  using (is_open AND (app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
station station_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
station station_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
station_acceptance backup_read for select to sgz_backup
  using true
  check -
station_acceptance station_acceptance_append for insert to sgz_app
  using -
  check ((proposed_by = app.account_id()) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, NULL::uuid, NULL::uuid[]))
station_acceptance station_acceptance_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, NULL::uuid, NULL::uuid[]))
  check -
unit backup_read for select to sgz_backup
  using true
  check -
unit unit_delete for delete to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
unit unit_find for select to sgz_owner
  using true
  check -
unit unit_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
unit unit_open for select to sgz_app
  using (is_open AND (app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
unit unit_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
unit unit_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
worker backup_read for select to sgz_backup
  using true
  check -
worker worker_delete for delete to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
worker worker_find for select to sgz_owner
  using true
  check -
worker worker_insert for insert to sgz_app
  using -
  check ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
worker worker_open for select to sgz_app
  using (is_open AND (app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
worker worker_read for select to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
worker worker_update for update to sgz_app
  using ((division_code >= app.scope_from()) AND (division_code < app.scope_below()) AND app.may_change() AND app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))
  check -
zone backup_read for select to sgz_backup
  using true
  check -
zone zone_insert for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
zone zone_read for select to sgz_app
  using ((app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
zone zone_update for update to sgz_app
  using ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
  check -
zone_town backup_read for select to sgz_backup
  using true
  check -
zone_town zone_town_insert for insert to sgz_app
  using -
  check ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
zone_town zone_town_read for select to sgz_app
  using ((app.reach() IS NOT NULL) AND (((division_code >= app.scope_from()) AND (division_code < app.scope_below())) OR (division_code = ANY (app.scope_above()))))
  check -
zone_town zone_town_update for update to sgz_app
  using ((app.reach() = 'territory'::text) AND (app.role_code() = ANY (ARRAY['bureau'::text, 'city'::text, 'province'::text])) AND (division_code >= app.scope_from()) AND (division_code < app.scope_below()))
  check -

-- grants

acceptance_signature to sgz_app: insert, select
acceptance_signature to sgz_backup: select
access_grant to sgz_app: insert, select
access_grant to sgz_backup: select
account to sgz_app: insert
account to sgz_backup: select
attachment to sgz_app: insert, select
attachment to sgz_backup: select
attempt to sgz_backup: select
audit_entry to sgz_app: select
audit_entry to sgz_backup: select
audit_head to sgz_app: select
audit_head to sgz_backup: select
break_glass to sgz_app: insert, select
break_glass to sgz_backup: select
consequence to sgz_app: insert, select
consequence to sgz_backup: select
county to sgz_app: insert, select
county to sgz_backup: select
cover to sgz_app: select
cover to sgz_backup: select
decision to sgz_app: insert, select
decision to sgz_backup: select
division to sgz_app: insert, select, update
division to sgz_backup: select
division to sgz_portal: select
division to sgz_report: select
division_change to sgz_app: insert, select
division_change to sgz_backup: select
division_list to sgz_app: insert, select, update
division_list to sgz_backup: select
division_past to sgz_app: insert, select
division_past to sgz_backup: select
division_past to sgz_portal: select
division_past to sgz_report: select
entity to sgz_app: delete, insert, select
entity to sgz_backup: select
fact to sgz_app: select
fact_clock to sgz_app: select
fact_clock to sgz_backup: select
federated_identity to sgz_app: delete, insert, select
federated_identity to sgz_backup: select
handling to sgz_app: insert, select
handling to sgz_backup: select
import_batch to sgz_app: insert, select
import_batch to sgz_backup: select
import_row to sgz_app: insert, select
import_row to sgz_backup: select
judged_mark to sgz_app: insert, select
judged_mark to sgz_backup: select
migration to sgz_backup: select
person_secret to sgz_app: delete, insert, select
person_secret to sgz_backup: select
plan_clock to sgz_app: select
plan_clock to sgz_backup: select
posting to sgz_app: delete, insert, select
posting to sgz_backup: select
record_history to sgz_app: select
record_history to sgz_backup: select
recovery_code to sgz_app: delete, insert, select
recovery_code to sgz_backup: select
scheme_adoption to sgz_app: insert, select
scheme_adoption to sgz_backup: select
scheme_adoption to sgz_portal: select
scheme_adoption to sgz_report: select
scheme_document to sgz_app: insert, select
scheme_document to sgz_backup: select
scheme_version to sgz_app: insert, select
scheme_version to sgz_backup: select
scheme_version to sgz_portal: select
scheme_version to sgz_report: select
second_factor to sgz_app: delete, insert, select, update
second_factor to sgz_backup: select
session to sgz_app: delete, insert, select
session to sgz_backup: select
signature to sgz_app: insert, select
signature to sgz_backup: select
station to sgz_app: delete, insert, select
station to sgz_backup: select
station_acceptance to sgz_app: insert, select
station_acceptance to sgz_backup: select
unit to sgz_app: delete, insert, select
unit to sgz_backup: select
worker to sgz_app: delete, insert, select
worker to sgz_backup: select
zone to sgz_app: insert, select
zone to sgz_backup: select
zone_town to sgz_app: insert, select
zone_town to sgz_backup: select

-- column grants

access_grant to sgz_app: update (revoked_at, revoked_by, valid_to)
account to sgz_app: select (created_at, display_name, division_code, expires_on, id, is_active, password_set_at, person_name, reset_expires_at, sign_in_name)
account to sgz_app: update (display_name, division_code, expires_on, is_active, password_hash, password_set_at, person_name, reset_code_hash, reset_expires_at)
attachment to sgz_app: update (held_at, removed_at, removed_by, removed_by_name, removed_reason)
break_glass to sgz_app: update (closed_at)
entity to sgz_app: update (agency_id, assigned_to, division_code, effective_on, facts, is_open, name, name_keys, recorded_at, recorded_by, round_ids, station_id)
import_batch to sgz_app: update (applied_at, beat_at, counts, mapping, message, rows_done, state, undone_at)
import_row to sgz_app: update (changes, faults, key, record_id, said, state, version)
judged_mark to sgz_app: update (judged_at, mark)
person_secret to sgz_app: update (agency_id, assigned_to, blind_index, ciphertext, division_code, key_id, round_ids, station_id)
posting to sgz_app: update (agency_id, assigned_to, division_code, effective_on, facts, is_open, name, name_keys, recorded_at, recorded_by, round_ids, station_id)
recovery_code to sgz_app: update (used_at)
scheme_adoption to sgz_app: update (in_force)
session to sgz_app: update (has_factor, stage, viewing_account_id, viewing_grant_id)
station to sgz_app: update (agency_id, assigned_to, division_code, effective_on, facts, is_open, name, name_keys, recorded_at, recorded_by, round_ids, station_id)
unit to sgz_app: update (agency_id, assigned_to, division_code, effective_on, facts, is_open, name, name_keys, recorded_at, recorded_by, round_ids, station_id)
worker to sgz_app: update (agency_id, assigned_to, division_code, effective_on, facts, is_open, name, name_keys, recorded_at, recorded_by, round_ids, station_id)
zone to sgz_app: update (in_force)
zone_town to sgz_app: update (in_force)

-- functions

CREATE OR REPLACE FUNCTION app.account_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.account_id', true), '')::uuid $function$

execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.agency_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.agency_id', true), '')::uuid $function$

execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.append_audit(new_id uuid, at timestamp with time zone, of_grant uuid, of_role text, of_action text, of_outcome text, of_division text, of_subject text, of_subject_id text, of_detail json, of_changes json, of_request text, algorithm text, given_hash bytea)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  n bigint;
begin
  loop
    -- what is hashed is what app.audit_text makes of the row
    with link as (
      update app.audit_head h
      set
        seq = h.seq + 1,
        prev_hash = h.hash,
        hash = case algorithm
          when 'sha256' then sha256(h.hash || convert_to(json_build_array(
            h.county_id, new_id, (extract(epoch from at) * 1000000)::bigint, app.account_id(), of_grant, of_role, of_action,
            of_outcome, of_division, of_subject, of_subject_id, of_detail::text, of_changes::text, of_request
          )::text, 'UTF8'))
          else given_hash
        end
      where h.county_id = coalesce((select c.id from app.county c where c.code = left(of_division, 6)), 0)
      returning h.county_id, h.seq, h.prev_hash, h.hash
    )
    insert into app.audit_entry (
      county_id, id, recorded_at, account_id, grant_id, role, action, outcome, division_code, subject, subject_id, detail,
      changes, request_id, seq, hash_algorithm, prev_hash, hash
    )
    select
      l.county_id, new_id, at, app.account_id(), of_grant, of_role, of_action, of_outcome, of_division, of_subject,
      of_subject_id, of_detail, of_changes, of_request, l.seq, algorithm, l.prev_hash, l.hash
    from link l
    returning seq into n;
    exit when found;
    -- the first row of its county
    insert into app.audit_head (county_id, seq, hash)
    select first.id, 0, app.audit_genesis(first.id)
    from (select coalesce((select c.id from app.county c where c.code = left(of_division, 6)), 0) as id) first
    on conflict do nothing;
  end loop;
  return n;
end
$function$
-- 写入一行审计的唯一途径：接在本县链尾，操作人取自当前事务
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.attempt_wait(failures integer, last_at timestamp with time zone, at timestamp with time zone, free integer, longest interval)
 RETURNS interval
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    -- a clock set back must not turn a delay into a lock
    when failures < free or last_at > at or at - last_at > interval '15 minutes' then interval '0'
    else greatest(interval '0', last_at + least(interval '2 seconds' * power(2, least(failures - free, 20)), longest) - at)
  end
$function$
-- 还须等待多久
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.audit_genesis(of_county integer)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select sha256(convert_to('county ' || of_county, 'UTF8')) $function$
-- 每县审计链的起点
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.audit_text(e app.audit_entry)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select json_build_array(
    e.county_id, e.id, (extract(epoch from e.recorded_at) * 1000000)::bigint, e.account_id, e.grant_id, e.role, e.action,
    e.outcome, e.division_code, e.subject, e.subject_id, e.detail::text, e.changes::text, e.request_id
  )::text
$function$
-- 审计行参与散列的文字
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.begin_attempt(device_key bytea, pair_key bytea, address_key bytea, account_key bytea, at timestamp with time zone)
 RETURNS interval
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
$function$
-- 登记一次尝试：返回须等待的时间，零为可以；用过的设备只看自己的计数
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.check_acceptance_signer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (
    select 1 from app.station_acceptance a
    where a.county_id = new.county_id and a.id = new.acceptance_id and a.proposed_by = new.signed_by
  ) then
    raise exception 'who concluded does not sign' using errcode = 'check_violation';
  end if;
  return new;
end
$function$

execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.clear_account_factor(of_account uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.is_own_to_manage(of_account) then
    delete from app.second_factor where account_id = of_account;
    delete from app.recovery_code where account_id = of_account;
  end if;
end
$function$
-- 管理员解除辖区内账号的第二因素（手机遗失）
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.close_posting_accounts(of_county integer, of_posting uuid, by uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with ended as (
    update app.access_grant g
    set revoked_at = at, revoked_by = by
    where g.ground_county_id = of_county
      and g.ground_subject = 'posting'
      and g.ground_id = of_posting
      and g.revoked_at is null
      and app.reaches_posting(of_county, of_posting)
    returning g.account_id, g.id
  ),
  gone as (
    delete from app.session s using ended e where s.account_id = e.account_id and s.grant_id = e.id
  )
  select count(distinct account_id)::integer from ended
$function$
-- 岗位结束：撤销以它为依据的授权并结束其会话
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.cover_of(codes text[])
 RETURNS TABLE(division_code text, built datemultirange, staffed datemultirange, serving datemultirange)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET enable_seqscan TO 'off'
 SET enable_nestloop TO 'off'
 SET jit TO 'off'
AS $function$
#variable_conflict use_column
declare
  stations uuid[];
begin
  stations := array(
    select s.id from app.station s where app.place_of_station(s.division_code, s.tier_code) = any (codes)
    union
    select h.id from app.record_history h
    where h.subject = 'station' and app.place_of_station(h.division_code, h.facts ->> 'tierCode') = any (codes)
  );
  return query
  with version as (
    select s.id, s.version, s.effective_on as since, true as is_there, s.opened_on,
      app.place_of_station(s.division_code, s.tier_code) as place
    from app.station s
    where s.id = any (stations)
    union all
    select h.id, h.version, h.effective_on, false,
      app.iso_day(h.facts ->> 'openedOn'), app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.subject = 'station' and h.id = any (stations)
  ), span as (
    select v.id, v.place, v.opened_on, v.since, bool_or(v.is_there) over (partition by v.id) as is_there,
      min(v.since) over (partition by v.id order by v.version rows between 1 following and unbounded following) as until
    from version v
  ), open as (
    select s.place, s.id::text as station, range_agg(daterange(greatest(s.since, s.opened_on), s.until)) as days,
      (
        select app.service_day(e.facts)
        from app.entity e
        where e.subject in ('serviceRecord', 'visit', 'activity')
          and e.facts ->> 'stationId' = s.id::text
          and app.service_day(e.facts) is not null
        order by app.service_day(e.facts)
        limit 1
      ) as served_on
    from span s
    where s.place = any (codes) and s.is_there and s.opened_on is not null and (s.until is null or greatest(s.since, s.opened_on) < s.until)
    group by s.place, s.id
  ), opened as (
    select array_agg(distinct o.station) as ids from open o
  ), post as (
    select p.id, p.version, p.effective_on as since, true as is_there, p.facts
    from app.posting p
    where p.facts ->> 'stationId' = any ((select ids from opened)::text[])
    union all
    select h.id, h.version, h.effective_on, false, h.facts
    from app.record_history h
    where h.subject = 'posting' and h.facts ->> 'stationId' = any ((select ids from opened)::text[])
  ), turn as (
    select p.facts, p.since, bool_or(p.is_there) over (partition by p.id) as is_there,
      min(p.since) over (partition by p.id order by p.version rows between 1 following and unbounded following) as until
    from post p
  ), held as (
    select t.facts ->> 'stationId' as station,
      range_agg(
        daterange(app.iso_day(t.facts ->> 'startOn'), app.iso_day(t.facts ->> 'endOn') + 1) * daterange(t.since, t.until)
      ) as days
    from turn t
    where t.is_there and (t.until is null or t.since < t.until)
      and t.facts ->> 'workerId' is not null
      and app.iso_day(t.facts ->> 'startOn') is not null
      and (app.iso_day(t.facts ->> 'endOn') is null or app.iso_day(t.facts ->> 'endOn') >= app.iso_day(t.facts ->> 'startOn'))
    group by 1
  ), station_days as (
    select o.place, o.days as built, coalesce(o.days * h.days, '{}') as staffed,
      case when o.served_on is null then '{}'::datemultirange
        else coalesce(o.days * h.days, '{}') * datemultirange(daterange(o.served_on, null)) end as serving
    from open o
    left join held h on h.station = o.station
  )
  select c.code, coalesce(range_agg(d.built), '{}'), coalesce(range_agg(d.staffed), '{}'), coalesce(range_agg(d.serving), '{}')
  from (select distinct one as code from unnest(codes) one where one is not null) c
  left join station_days d on d.place = c.code
  group by c.code;
end
$function$
-- 从档案及其历史重新算出若干地的覆盖
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.cover_postings()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_op = 'UPDATE' then
    perform app.refresh_cover(app.places_of(array(
      select facts ->> 'stationId' from before union select facts ->> 'stationId' from changed
    )));
  else
    perform app.refresh_cover(app.places_of(array(select distinct facts ->> 'stationId' from changed)));
  end if;
  return null;
end
$function$

execute: sgz_owner
CREATE OR REPLACE FUNCTION app.cover_services()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET enable_seqscan TO 'off'
 SET jit TO 'off'
AS $function$
declare
  touched text[];
begin
  if tg_op = 'INSERT' then
    select array_agg(f.station) into touched
    from (
      select d.station, d.day, array_agg(d.id) as ids
      from (
        select c.id, c.facts ->> 'stationId' as station, app.service_day(c.facts) as day,
          min(app.service_day(c.facts)) over (partition by c.facts ->> 'stationId') as first
        from changed c
        where c.subject in ('serviceRecord', 'visit', 'activity') and c.facts ? 'stationId'
      ) d
      where d.day = d.first
      group by d.station, d.day
    ) f
    where (
      select e.id from app.entity e
      where e.subject in ('serviceRecord', 'visit', 'activity')
        and e.facts ->> 'stationId' = f.station
        and app.service_day(e.facts) <= f.day
        and e.id <> all (f.ids)
      order by app.service_day(e.facts)
      limit 1
    ) is null;
  elsif tg_op = 'UPDATE' then
    select array_agg(distinct b.facts ->> 'stationId') into touched
    from (
      select subject, facts from before
      union all
      select subject, facts from changed
    ) b
    where b.subject in ('serviceRecord', 'visit', 'activity');
  else
    select array_agg(distinct facts ->> 'stationId') into touched
    from changed
    where subject in ('serviceRecord', 'visit', 'activity');
  end if;
  if touched is not null then
    perform app.refresh_cover(app.places_of(touched));
  end if;
  return null;
end
$function$

execute: sgz_owner
CREATE OR REPLACE FUNCTION app.cover_stations()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_op = 'UPDATE' then
    perform app.refresh_cover(array(
      select app.place_of_station(division_code, tier_code) from before
      union
      select app.place_of_station(division_code, tier_code) from changed
    ));
  else
    perform app.refresh_cover(array(select distinct app.place_of_station(division_code, tier_code) from changed));
  end if;
  return null;
end
$function$

execute: sgz_owner
CREATE OR REPLACE FUNCTION app.decide_consequence(of_county integer, wanted uuid, new_status text, by_decision uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.consequence c
  set status = new_status,
      decision_id = by_decision
  where c.county_id = of_county
    and c.id = wanted
    and (
      (app.reach() = 'territory' and app.role_code() in ('bureau', 'city'))
      or (
        app.reach() = 'agency'
        and app.role_code() = 'agency'
        and c.agency_id = app.agency_id()
        and c.subject in ('worker', 'posting')
      )
    )
    and c.division_code >= app.scope_from()
    and c.division_code < app.scope_below()
    and (c.status, new_status) in (('proposed', 'decided'), ('proposed', 'rejected'), ('decided', 'lifted'));
  return found;
end
$function$
-- 拟议 → 决定或驳回，决定 → 解除；限本辖区主管部门与市局，机构只对本机构的人员和岗位
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.end_account_sessions(of_account uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  ended integer;
begin
  delete from app.session where account_id = of_account and app.is_own_to_manage(of_account);
  get diagnostics ended = row_count;
  return ended;
end
$function$
-- 结束辖区内一个账号的全部会话
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.end_session(wanted bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ delete from app.session where token_hash = wanted $function$
-- 凭令牌散列结束会话
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.ensure_county(of_code text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  number integer;
begin
  select c.id into number from app.county c where c.code = of_code;
  if number is not null then
    return number;
  end if;
  if not app.may_change() or not (of_code >= app.scope_from() and of_code < app.scope_below()) then
    raise insufficient_privilege using message = 'this county lies outside of the scope';
  end if;
  perform pg_advisory_xact_lock(7302);
  insert into app.county (id, code, name)
  select (select max(id) + 1 from app.county), d.code, d.name
  from app.division d
  where d.code = of_code and d.level = 'county'
  on conflict (code) do nothing;
  select c.id into strict number from app.county c where c.code = of_code;
  return number;
end
$function$
-- 县的内部编号：没有就给一个，永不更改
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.fail_attempt(address_key bytea, account_key bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  delete from app.attempt where not is_known and last_at < at - interval '1 day';
  delete from app.attempt where is_known and last_at < at - interval '90 days';
  insert into app.attempt as a (key_hash, failures, last_at)
  select k, 1, at from unnest(array[address_key, account_key]) k order by k
  on conflict (key_hash) do update
  set failures = case when at - a.last_at > interval '15 minutes' or a.last_at > at then 1 else a.failures + 1 end, last_at = excluded.last_at
$function$
-- 登记一次失败，并清理过时的计数
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.find_federated(of_issuer text, of_subject text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select a.sign_in_name from app.federated_identity f join app.account a on a.id = f.account_id
  where f.issuer = of_issuer and f.subject = of_subject
$function$
-- 统一身份认证的用户绑定到哪个登录名
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.find_reach(wanted_account uuid, wanted_grant uuid, at timestamp with time zone)
 RETURNS TABLE(zone_towns text[], is_own boolean, round_id uuid, glass_id uuid, glass_code text, glass_expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select g.zone_towns, g.is_own, g.round_id, b.id, b.division_code, b.expires_at
  from app.access_grant g
  left join lateral (
    select o.id, o.division_code, o.expires_at
    from app.break_glass o
    where o.account_id = g.account_id
      and o.grant_id = g.id
      and o.opened_at <= at
      and o.expires_at > at
      and o.closed_at is null
    order by o.opened_at desc
    limit 1
  ) b on true
  where g.account_id = wanted_account
    and g.id = wanted_grant
$function$
-- 授权的收窄与正在生效的紧急查阅
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.find_records(subjects text[], wanted text, most integer)
 RETURNS TABLE(county_id integer, subject text, id uuid, division_code text, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  one text;
  needle text := lower(replace(wanted, ' ', ''));
  source text;
begin
  if needle = '' or app.reach() is null then
    return;
  end if;
  foreach one in array subjects loop
    source := case when one in ('unit', 'station', 'worker', 'posting') then one else 'entity' end;
    return query execute format(
      $q$
        select f.county_id, $1, f.id, f.division_code, f.name
        from (
          (
            select r.county_id, r.id, r.division_code, r.name, r.name_keys
            from app.%1$I r
            where app.name_grams(r.name, r.name_keys) @> app.text_grams($2)
              and (position($2 in lower(r.name)) > 0 or position($2 in %3$s) > 0)
              and r.division_code >= app.scope_from()
              and r.division_code < app.scope_below()
              and (r.is_open or app.may_reach(r.division_code, r.agency_id, r.station_id, r.assigned_to, r.round_ids))
              and %2$s
            limit greatest($3 * 10, 200)
          )
          union all
          (
            select r.county_id, r.id, r.division_code, r.name, r.name_keys
            from app.%1$I r
            where app.name_grams(r.name, r.name_keys) @> app.text_grams($2)
              and (position($2 in lower(r.name)) > 0 or position($2 in %3$s) > 0)
              and r.is_open
              and r.division_code = any (app.scope_above())
              and not (r.division_code >= app.scope_from() and r.division_code < app.scope_below())
              and %2$s
            limit greatest($3 * 10, 200)
          )
        ) f
        order by
          case
            when lower(f.name) = $2 then 0
            when starts_with(lower(f.name), $2) then 1
            when $2 = any (regexp_split_to_array(f.name_keys, '[ |]')) then 2
            when position(' ' || $2 in translate(' ' || f.name_keys, '|', ' ')) > 0 then 3
            else 4
          end,
          length(f.name), f.name, f.id
        limit $3
      $q$,
      source,
      case when source = 'entity' then 'r.subject = $1' else 'true' end,
      -- two letters are initials: in a full spelling they would stand nearly everywhere
      case when length(needle) <= 2 then $s$split_part(r.name_keys, '|', 2)$s$ else 'r.name_keys' end
    ) using one, needle, most;
  end loop;
end
$function$
-- 按名称的一段、拼音或首字母找档案；范围与各表的读取策略一致
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.find_session(wanted bytea, at timestamp with time zone, today date, idle interval)
 RETURNS TABLE(account_id uuid, display_name text, access_grant jsonb, session_id uuid, stage text, has_factor boolean, method text, last_seen_at timestamp with time zone, expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.account_id, a.display_name, to_jsonb(g), s.id, s.stage, s.has_factor, s.method, s.last_seen_at, s.expires_at
  from app.session s
  join app.account a on a.id = s.account_id
  join app.access_grant g on g.account_id = s.account_id and g.id = s.grant_id
  where s.token_hash = wanted
    and s.expires_at > at
    and s.last_seen_at > at - idle
    and a.is_active
    and (a.expires_on is null or a.expires_on > today)
    and app.is_grant_in_force(g, today)
$function$
-- 由令牌散列得到会话；过期、闲置、停用、授权失效则无
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.find_sign_in(wanted text, today date)
 RETURNS TABLE(account_id uuid, sign_in_name text, password_hash text, display_name text, person_name text, reset_code_hash bytea, reset_expires_at timestamp with time zone, access_grant jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select a.id, a.sign_in_name, a.password_hash, a.display_name, a.person_name, a.reset_code_hash, a.reset_expires_at,
    case when g.id is not null then to_jsonb(g) end
  from app.account a
  left join app.access_grant g on g.account_id = a.id and app.is_grant_in_force(g, today)
  where a.sign_in_name = wanted
    and a.is_active
    and (a.expires_on is null or a.expires_on > today)
  order by g.valid_from, g.id
$function$
-- 登录前唯一可读密码散列的途径；每项有效授权一行，没有授权也有一行
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.find_viewing_session(wanted bytea, at timestamp with time zone, today date, idle interval)
 RETURNS TABLE(account_id uuid, display_name text, access_grant jsonb, session_id uuid, stage text, has_factor boolean, method text, last_seen_at timestamp with time zone, expires_at timestamp with time zone, is_viewing boolean, viewed_account_id uuid, viewed_name text, viewed_grant jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_column
begin
  return query
  select s.account_id, a.display_name, to_jsonb(g), s.id, s.stage, s.has_factor, s.method, s.last_seen_at, s.expires_at,
    s.viewing_grant_id is not null, v.id, v.display_name, to_jsonb(vg)
  from app.session s
  join app.account a on a.id = s.account_id
  join app.access_grant g on g.account_id = s.account_id and g.id = s.grant_id
  left join app.account v on v.id = s.viewing_account_id and v.is_active and (v.expires_on is null or v.expires_on > today)
  left join app.access_grant vg on vg.account_id = v.id and vg.id = s.viewing_grant_id and app.is_grant_in_force(vg, today)
  where s.token_hash = wanted
    and s.expires_at > at
    and s.last_seen_at > at - idle
    and a.is_active
    and (a.expires_on is null or a.expires_on > today)
    and app.is_grant_in_force(g, today);
end
$function$
-- 由令牌散列得到会话及其所借看的身份；过期、闲置、停用、授权失效则无
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.follow_division(old_code text, new_code text)
 RETURNS TABLE(grants integer, zones integer, accounts integer, consequences integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.reach() is distinct from 'territory'
    or coalesce(app.role_code() not in ('bureau', 'city', 'province'), true)
    or not (old_code > app.scope_from() and old_code < app.scope_below() and new_code > app.scope_from() and new_code < app.scope_below())
  then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  update app.access_grant g set scope_code = new_code || substr(g.scope_code, length(old_code) + 1)
  where g.scope_code >= old_code and g.scope_code < old_code || '~';
  get diagnostics grants = row_count;
  update app.access_grant g
  set zone_towns = (
    select array_agg(distinct case when t collate "C" >= old_code and t collate "C" < old_code || '~' then left(new_code || substr(t, length(old_code) + 1), 9) else t end)
    from unnest(g.zone_towns) t
  )
  where exists (select from unnest(g.zone_towns) t where t collate "C" >= old_code and t collate "C" < old_code || '~');
  get diagnostics zones = row_count;
  update app.account a set division_code = new_code || substr(a.division_code, length(old_code) + 1)
  where a.division_code >= old_code and a.division_code < old_code || '~';
  get diagnostics accounts = row_count;
  update app.consequence c set division_code = new_code || substr(c.division_code, length(old_code) + 1)
  where c.division_code >= old_code and c.division_code < old_code || '~';
  get diagnostics consequences = row_count;
  return next;
end
$function$
-- 区划代码改变时，授权、账号与拟议后果随之改到新代码
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.follow_grants(old_code text, new_code text, moved uuid[], comes_along boolean, on_day date)
 RETURNS TABLE(grants integer, accounts integer, zones integer, stays integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  from_county integer := (select c.id from app.county c where c.code = left(old_code, 6));
  to_county integer := (select c.id from app.county c where c.code = left(new_code, 6));
  n integer;
begin
  if not app.may_transfer(old_code, new_code) then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  zones := 0;
  stays := 0;
  update app.access_grant g set ground_county_id = to_county
  where g.ground_county_id = from_county and g.ground_id = any (moved);
  if length(old_code) = 9 then
    update app.access_grant g set scope_code = new_code || substr(g.scope_code, 10)
    where g.scope_code >= old_code and g.scope_code < old_code || '~';
    get diagnostics grants = row_count;
    update app.access_grant g set scope_code = new_code
    where g.scope_code = left(old_code, 6) and g.station_id = any (moved);
    get diagnostics n = row_count;
    grants := grants + n;
    if comes_along then
      update app.access_grant g set zone_towns = array_replace(g.zone_towns, old_code, new_code)
      where old_code = any (g.zone_towns);
    else
      update app.access_grant g set revoked_at = now(), revoked_by = app.account_id()
      where g.zone_towns = array[old_code] and g.revoked_at is null;
      get diagnostics zones = row_count;
      update app.access_grant g set zone_towns = array_remove(g.zone_towns, old_code)
      where old_code = any (g.zone_towns) and cardinality(g.zone_towns) > 1;
      get diagnostics n = row_count;
      zones := zones + n;
    end if;
  else
    with went as (
      update app.access_grant g set scope_code = new_code
      where g.scope_code = old_code
        and (comes_along or num_nonnulls(g.agency_id, g.station_id, g.zone_towns, g.round_id) > 0 or g.is_own)
      returning g.*
    ), left_behind as (
      insert into app.access_grant (
        account_id, id, role, scope_code, valid_from, valid_to, is_acting, ground_county_id, ground_subject, ground_id, granted_by
      )
      select w.account_id, gen_random_uuid(), w.role, old_code, greatest(w.valid_from, on_day), w.valid_to, w.is_acting,
        w.ground_county_id, w.ground_subject, w.ground_id, w.granted_by
      from went w
      where num_nonnulls(w.agency_id, w.station_id, w.zone_towns, w.round_id) = 0 and not w.is_own
        and w.revoked_at is null and (w.valid_to is null or w.valid_to > greatest(w.valid_from, on_day))
    )
    select count(*) into grants from went;
    select count(*) into stays
    from app.access_grant g
    where g.scope_code = old_code and g.revoked_at is null and (g.valid_to is null or g.valid_to > on_day);
  end if;
  update app.account a set division_code = new_code || substr(a.division_code, length(old_code) + 1)
  where a.division_code = old_code or (length(old_code) = 9 and a.division_code >= old_code and a.division_code < old_code || '~');
  get diagnostics accounts = row_count;
  return next;
end
$function$
-- 区划转归他县时，授权与账号随之改到新代码；覆盖全县的授权留在原代码，供查阅从前
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.follow_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_op = 'DELETE' then
    delete from app.person_secret where county_id = old.county_id and person_id = old.id;
    return old;
  end if;
  update app.person_secret
  set division_code = new.division_code, agency_id = new.agency_id, station_id = new.station_id,
      assigned_to = new.assigned_to, round_ids = new.round_ids
  where county_id = new.county_id and person_id = new.id;
  return new;
end
$function$
-- 人员移交或删除时，其证件号等随之移交或删除
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.follow_record()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform pg_advisory_xact_lock(57, hashtext(new.id::text));
  update app.attachment
  set county_id = new.county_id, division_code = new.division_code, agency_id = new.agency_id, station_id = new.station_id,
      assigned_to = new.assigned_to, round_ids = new.round_ids
  where county_id = old.county_id and record_id = new.id;
  return new;
end
$function$
-- 记录移交时，其附件随之移交
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.follow_station(of_station uuid, old_code text, new_code text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  moved integer;
begin
  if app.reach() is distinct from 'territory'
    or coalesce(app.role_code() not in ('bureau', 'city', 'province'), true)
    or not (old_code > app.scope_from() and old_code < app.scope_below() and new_code > app.scope_from() and new_code < app.scope_below())
  then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  update app.access_grant g set scope_code = new_code
  where g.station_id = of_station and g.scope_code >= old_code and g.scope_code < old_code || '~';
  get diagnostics moved = row_count;
  update app.consequence c set division_code = new_code
  where c.station_id = of_station and c.division_code >= old_code and c.division_code < old_code || '~';
  return moved;
end
$function$
-- 社工站改属时，限于该站的授权随之改到新代码
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.follow_transfer(old_code text, new_code text, moved uuid[], on_day date)
 RETURNS TABLE(attachments integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  from_county integer := (select c.id from app.county c where c.code = left(old_code, 6));
  to_county integer := (select c.id from app.county c where c.code = left(new_code, 6));
begin
  if not app.may_transfer(old_code, new_code) then
    raise insufficient_privilege using message = 'these divisions lie outside of the scope';
  end if;
  update app.record_history h set left_on = on_day
  where h.county_id = from_county and h.id = any (moved) and h.is_removed and h.left_on is null and h.replaced_at = now();
  insert into app.attachment (
    county_id, id, subject, record_id, kind, division_code, agency_id, station_id, assigned_to, round_ids, name, media_type, bytes,
    sha256, given_sha256, preview_bytes, preview_sha256, state, quarantined_for, recorded_at, recorded_by, recorded_by_name
  )
  select to_county, a.id, a.subject, a.record_id, a.kind, f.division_code, f.agency_id, f.station_id, f.assigned_to, f.round_ids,
    a.name, a.media_type, a.bytes, a.sha256, a.given_sha256, a.preview_bytes, a.preview_sha256, a.state, a.quarantined_for,
    a.recorded_at, a.recorded_by, a.recorded_by_name
  from app.attachment a
  join app.fact f on f.county_id = to_county and f.subject = a.subject and f.id = a.record_id
  where a.county_id = from_county and a.record_id = any (moved) and a.removed_at is null
  on conflict (county_id, id) do update
  set division_code = excluded.division_code, agency_id = excluded.agency_id, station_id = excluded.station_id,
    assigned_to = excluded.assigned_to, round_ids = excluded.round_ids;
  get diagnostics attachments = row_count;
  insert into app.handling (county_id, subject, subject_id, account_id, action, first_at)
  select to_county, h.subject, h.subject_id, h.account_id, h.action, h.first_at
  from app.handling h
  where h.county_id = from_county and h.subject_id = any (moved::text[])
  on conflict do nothing;
  perform app.refresh_cover(array(
    select app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.county_id = from_county and h.subject = 'station' and h.id = any (moved)
    union
    select app.place_of_station(s.division_code, s.tier_code) from app.station s where s.county_id = to_county and s.id = any (moved)
  ));
  return next;
end
$function$
-- 档案转归他县时随之办的：转出日、附件、经手人、覆盖
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.has_federated(of_account uuid, of_issuer text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ select exists (select from app.federated_identity where account_id = of_account and issuer = of_issuer) $function$
-- 账号是否已与该认证方的某个用户绑定
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.is_grant_in_force(g app.access_grant, today date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select g.revoked_at is null
    and g.valid_from <= today
    and (g.valid_to is null or g.valid_to > today)
    and case
      when g.ground_id is null then true
      when g.ground_subject = 'posting' then exists (
        select from app.posting p
        where p.county_id = g.ground_county_id and p.id = g.ground_id and coalesce(p.facts ->> 'endOn', '9999') collate "C" >= today::text
      )
      else exists (
        select from app.entity e
        where e.county_id = g.ground_county_id
          and e.subject = g.ground_subject
          and e.id = g.ground_id
          and coalesce(e.facts ->> 'endsOn', e.facts ->> 'endOn', '9999') collate "C" >= today::text
      )
    end
$function$
-- 授权今日是否有效：未撤销、在起止日内、所依据的协议或岗位未终止
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.is_open_work(subject text, facts jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when subject in ('worker', 'person', 'posting', 'station', 'unit') then false
    when subject = 'visit' then facts ->> 'visitedOn' is null
    when subject = 'referral' then facts ->> 'resultCode' is null and facts ->> 'acceptedOn' is null
    else coalesce(facts ->> 'closedOn', facts ->> 'doneOn', facts ->> 'endOn', facts ->> 'servedOn', facts ->> 'visitedOn') is null
  end
$function$
-- 一份档案是否是还没办完的工作
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.is_own_to_manage(of_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (
    select from app.account a
    where a.id = of_account
      and app.reach() = 'territory'
      and a.division_code >= app.scope_from()
      and a.division_code < app.scope_below()
  )
$function$
-- 账号是否在操作人的辖区内
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.is_program()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select app.account_id() = '00000000-0000-0000-0000-000000000000'::uuid $function$
-- 是否程序自身（换密钥等），从不是某个请求
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.is_secret_taken(of_county integer, indexes bytea[], except_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.may_change() and exists (
    select from app.person_secret s
    where s.county_id = of_county
      and s.kind = 'id-number'
      and s.blind_index = any (indexes)
      and s.person_id <> except_person
  )
$function$
-- 证件号在本县是否已属于另一人；不说是谁、在哪
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.iso_day(text)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when $1 ~ '^\d{4}-\d{2}-\d{2}$' then make_date(left($1, 4)::int, substr($1, 6, 2)::int, right($1, 2)::int)
  end
$function$
-- 事实里写作文字的日期；不是日期即无
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  insert into app.record_history (
    county_id, subject, id, version, division_code, agency_id, station_id, assigned_to, round_ids, is_open, name, facts,
    effective_on, recorded_at, recorded_by, is_removed
  )
  values (
    old.county_id, coalesce(to_jsonb(old) ->> 'subject', tg_table_name), old.id, old.version, old.division_code, old.agency_id,
    old.station_id, old.assigned_to, old.round_ids, old.is_open, old.name, old.facts, old.effective_on, old.recorded_at,
    old.recorded_by, tg_op = 'DELETE'
  );
  return null;
end
$function$

execute: sgz_owner
CREATE OR REPLACE FUNCTION app.latest_day(of_rows jsonb, field text)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select max(app.iso_day(row_ ->> field))
  from jsonb_array_elements(case jsonb_typeof(of_rows) when 'array' then of_rows else '[]' end) row_
$function$
-- 若干行中某个日期最晚的一天
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.let_backup_read()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  one record;
begin
  for one in
    select c.oid, c.relname from pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname
  loop
    if not has_table_privilege('sgz_backup', one.oid, 'select') then
      execute format('grant select on app.%I to sgz_backup', one.relname);
    end if;
    if not exists (select from pg_policy p where p.polrelid = one.oid and p.polname = 'backup_read') then
      execute format('create policy backup_read on app.%I for select to sgz_backup using (true)', one.relname);
    end if;
  end loop;
end
$function$
-- 让备份角色能读每一张表；每次结构变更之后执行
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.list_account_grants(of_account uuid, today date)
 RETURNS TABLE(access_grant jsonb, is_in_force boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select to_jsonb(g), app.is_grant_in_force(g, today)
  from app.access_grant g
  where g.account_id = of_account and app.is_own_to_manage(of_account)
  order by g.valid_from, g.id
$function$
-- 辖区内账号的全部授权，连同辖区外的：管不了更大权限的账号
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.list_accounts_with_factor(wanted uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select f.account_id from app.second_factor f
  where f.account_id = any (wanted) and f.confirmed_at is not null and app.is_own_to_manage(f.account_id)
$function$
-- 辖区内哪些账号已设第二因素
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.list_applied()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ select name from app.migration order by name $function$
-- 已执行的结构变更
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.list_in_hand(of_county integer, of_posting uuid, at_station uuid)
 RETURNS TABLE(subject text, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select e.subject, e.id
  from app.posting p
  join app.entity e
    on e.county_id = p.county_id
    and (
      e.facts ->> 'workerId' = p.facts ->> 'workerId'
      or e.facts ->> 'leadWorkerId' = p.facts ->> 'workerId'
      or e.assigned_to in (select a.account_id from app.list_posting_accounts(of_county, array[of_posting]) a)
    )
  where p.county_id = of_county
    and p.id = of_posting
    and app.reaches_posting(of_county, of_posting)
    and (at_station is null or e.station_id = at_station)
    and (
      e.assigned_to is not null
      or e.subject in ('client', 'case', 'visit', 'referral', 'request', 'task', 'team', 'project', 'activity')
    )
    and app.is_open_work(e.subject, e.facts)
  order by e.subject, e.id
$function$
-- 某岗位的人手上没办完的全部工作，含经办人看不到的；只给出是哪一份
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.list_own_chain_ends()
 RETURNS TABLE(county_id integer, name text, seq bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select c.id, c.name, h.seq::bigint
  from app.county c
  join app.audit_head h on h.county_id = c.id
  where app.reach() = 'territory'
    and app.role_code() in ('system-admin', 'bureau')
    and c.code >= app.scope_from()
    and c.code < app.scope_below()
  order by c.id
$function$
-- 本辖区各县审计链末行的序号
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.list_posting_accounts(of_county integer, of_postings uuid[])
 RETURNS TABLE(posting_id uuid, account_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct g.ground_id, g.account_id
  from app.access_grant g
  where g.ground_county_id = of_county
    and g.ground_subject = 'posting'
    and g.ground_id = any (of_postings)
    and g.revoked_at is null
    and app.reaches_posting(of_county, g.ground_id)
$function$
-- 以岗位为依据的账号，供移交与停用
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.lock_audit_head(of_division text)
 RETURNS TABLE(county_id integer, seq bigint, hash bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_column
declare
  at_county integer := coalesce((select c.id from app.county c where c.code = left(of_division, 6)), 0);
begin
  return query select h.county_id, h.seq, h.hash from app.audit_head h where h.county_id = at_county for update;
  if not found then
    insert into app.audit_head values (at_county, 0, app.audit_genesis(at_county)) on conflict do nothing;
    return query select h.county_id, h.seq, h.hash from app.audit_head h where h.county_id = at_county for update;
  end if;
end
$function$
-- 锁住某地所属县的审计链头，直到事务结束
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.may_change()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(app.reach() in ('territory', 'zone', 'agency', 'station', 'own'), false) $function$
-- 样本与紧急查阅只读，其余可写
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.may_reach(code text, agency uuid, station uuid, assigned uuid, rounds uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case app.reach()
    when 'territory' then true
    when 'glass' then true
    when 'zone' then left(code, 9) = any (app.zone_towns())
    when 'agency' then agency = app.agency_id()
    when 'station' then station = app.station_id()
    when 'own' then assigned = app.account_id()
    when 'sample' then app.round_id() = any (rounds)
    else false
  end
$function$
-- 辖区之内再收窄：片区、机构、站、本人、样本；范围不明即无
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.may_transfer(old_code text, new_code text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(
    app.reach() = 'territory'
    and app.role_code() in ('city', 'province')
    and old_code collate "C" > app.scope_from() and old_code collate "C" < app.scope_below()
    and new_code collate "C" > app.scope_from() and new_code collate "C" < app.scope_below(),
    false
  )
$function$
-- 两地都在辖区之内的上级才可把一地的档案转归另一地
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.name_grams(name text, keys text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(array_agg(distinct gram), '{}')
  from (
    select substr(lower(name), i, 1) as gram
    from generate_series(1, length(name)) i
    union all
    select substr(part, i, n)
    from regexp_split_to_table(split_part(keys, '|', 2), ' ') part, generate_series(1, length(part)) i, generate_series(1, 2) n
    where i + n - 1 <= length(part)
    union all
    select substr(part, i, 3)
    from regexp_split_to_table(keys, '[ |]') part, generate_series(1, length(part) - 2) i
  ) g
  where gram <> ' '
$function$
-- 名称与拼音的碎片：单字、首字母一二连、拼音三连；供倒排索引
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.next_check_day(checks jsonb)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select min(until)
  from (
    select max(app.iso_day(row_ ->> 'validUntilOn')) as until
    from jsonb_array_elements(case jsonb_typeof(checks) when 'array' then checks else '[]' end) row_
    group by row_ ->> 'kindCode'
  ) each_kind
$function$
-- 各类核查中最早到期的一天
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.next_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.version := old.version + 1;
  return new;
end
$function$

execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.own_password_hash()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ select password_hash from app.account where id = app.account_id() $function$
-- 本人的密码散列，用于再次核对密码
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.pass_attempt(device_key bytea, pair_key bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  delete from app.attempt where key_hash = pair_key;
  insert into app.attempt (key_hash, failures, last_at, is_known)
  select device_key, 0, at, true where device_key is not null
  on conflict (key_hash) do update set failures = 0, last_at = excluded.last_at, is_known = true
$function$
-- 登记一次成功：计数清零，设备记为用过
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.place_left(code text, holds boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  place record;
begin
  if length(code) < 6 then
    return null;
  end if;
  if holds then
    perform pg_advisory_xact_lock_shared(7304, left(code, 6)::integer);
  end if;
  -- read once the lock is had: what was changed meanwhile is seen
  select d.name, d.code, d.ended_on into place
  from app.division d
  where d.code in (left(place_left.code, 6), left(place_left.code, 9), place_left.code)
    and d.ended_on > '-infinity'
  order by d.code
  limit 1;
  return case when found then format('%s（%s）自 %s 起已撤销或改属他处', place.name, place.code, place.ended_on) end;
end
$function$
-- 这个代码是否已撤销或改属他处，空为仍在；holds 时本事务内不许他人变更这个县的区划
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.place_of_station(code text, tier text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when tier in ('village', 'community') and length(code) = 9 then null when tier = 'town' then left(code, 9) else code end $function$
-- 站点算在哪个区划：镇街站算在镇街，社工室算在村社区
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.places_of(stations text[])
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET enable_seqscan TO 'off'
 SET jit TO 'off'
AS $function$
declare
  ids uuid[] := array(select distinct one::uuid from unnest(stations) one where one ~ '^[0-9a-f-]{36}$');
begin
  return array(
    select app.place_of_station(s.division_code, s.tier_code) from app.station s where s.id = any (ids)
    union
    select app.place_of_station(h.division_code, h.facts ->> 'tierCode')
    from app.record_history h
    where h.subject = 'station' and h.id = any (ids)
  );
end
$function$

execute: sgz_owner
CREATE OR REPLACE FUNCTION app.reach()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.reach', true), '') $function$
-- 辖区内的范围：territory 全辖区、agency 本机构、station 本站
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.reaches_posting(of_county integer, of_posting uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (
    select from app.posting p
    where p.county_id = of_county
      and p.id = of_posting
      and p.division_code >= app.scope_from()
      and p.division_code < app.scope_below()
      and app.may_change()
      and app.may_reach(p.division_code, p.agency_id, p.station_id, p.assigned_to, p.round_ids)
  )
$function$

execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.redeem_reset(of_account uuid, code_hash bytea, new_hash text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.account
  set password_hash = new_hash, password_set_at = at, reset_code_hash = null, reset_expires_at = null
  where id = of_account and is_active and reset_code_hash = code_hash and reset_expires_at > at;
  if not found then
    return false;
  end if;
  delete from app.session where account_id = of_account;
  return true;
end
$function$
-- 凭一次性重置码设新密码：码随即作废，原有会话全部结束
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.refresh_cover(codes text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET enable_seqscan TO 'off'
 SET enable_nestloop TO 'off'
 SET jit TO 'off'
AS $function$
begin
  insert into app.cover (county_id, division_code, built, staffed, serving)
  select c.id, t.code, '{}', '{}', '{}'
  from (select distinct one as code from unnest(codes) one where one is not null) t
  join app.county c on c.code = left(t.code, 6)
  order by t.code
  on conflict do nothing;
  -- whoever comes second waits here, and then reads what the first has written
  perform from app.cover where division_code = any (codes) order by division_code for update;
  update app.cover c
  set built = o.built, staffed = o.staffed, serving = o.serving
  from app.cover_of(codes) o
  where c.division_code = any (codes) and c.division_code = o.division_code
    and (c.built, c.staffed, c.serving) is distinct from (o.built, o.staffed, o.serving);
end
$function$
-- 重算若干地的覆盖
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.refuse_left()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  told text;
  is_held boolean;
begin
  if tg_level = 'ROW' then
    told := app.place_left(new.division_code, true);
  else
    -- what is loaded over many counties at once is asked, too, but there are only so many locks to be had
    select count(distinct left(i.division_code, 6)) <= 100 into is_held from inserted i;
    select min(app.place_left(codes.code, is_held)) into told
    from (select distinct i.division_code as code from inserted i order by 1) codes;
  end if;
  if told is not null then
    raise exception using errcode = 'SG001', message = told;
  end if;
  return new;
end
$function$
-- 已撤销或改属他处的代码下不再立档
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.role_code()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.role', true), '') $function$

execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.round_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.round_id', true), '')::uuid $function$
-- 评估轮次；空即无
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.scope_above()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select string_to_array(nullif(current_setting('app.scope_above', true), ''), ',') $function$
-- 上级辖区代码：本辖区之上各级，用于读取对下公开的记录
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.scope_below()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select case nullif(current_setting('app.scope', true), '') when '0' then '~' else nullif(current_setting('app.scope', true), '') || '~' end collate "C" $function$
-- 辖区代码上限（不含）；0 为全国
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.scope_from()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.scope', true), '') collate "C" $function$
-- 辖区代码下限（含）：行政区划代码按字节序的区间，不用 LIKE
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.service_day(facts jsonb)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select app.iso_day(coalesce(facts ->> 'servedOn', facts ->> 'visitedOn', facts ->> 'heldOn')) $function$
-- 服务、探访、活动发生的日子
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.set_own_password(new_hash text, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.account set password_hash = new_hash, password_set_at = at, reset_code_hash = null, reset_expires_at = null
  where id = app.account_id()
$function$
-- 修改本人密码
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.station_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.station_id', true), '')::uuid $function$

execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.text_grams(text text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when text !~ '^[a-z0-9]+$' then array(select distinct substr(text, i, 1) from generate_series(1, length(text)) i)
    when length(text) <= 2 then array[text]
    else array(select distinct substr(text, i, 3) from generate_series(1, length(text) - 2) i)
  end
$function$
-- 所查文字的碎片，须全在名称的碎片之中
execute: public, sgz_owner
CREATE OR REPLACE FUNCTION app.tick_fact_clock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  county integer;
  free integer;
begin
  for county in select distinct county_id from changed loop
    free := 0;
    -- a lock this transaction holds already is free to it
    while not pg_try_advisory_xact_lock((7301::bigint << 48) | (county::bigint << 16) | free) loop
      free := free + 1;
    end loop;
    insert into app.fact_clock (county_id, slot, ticks)
    values (county, free, 1)
    on conflict (county_id, slot) do update set ticks = app.fact_clock.ticks + 1;
  end loop;
  return null;
end
$function$

execute: sgz_owner
CREATE OR REPLACE FUNCTION app.tick_plan_clock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  free integer := 0;
begin
  -- a lock this transaction holds already is free to it
  while not pg_try_advisory_xact_lock((7303::bigint << 48) | free) loop
    free := free + 1;
  end loop;
  insert into app.plan_clock (slot, mark)
  values (free, gen_random_uuid())
  on conflict (slot) do update set mark = excluded.mark;
  return null;
end
$function$
-- 换方案时钟的标记
execute: sgz_owner
CREATE OR REPLACE FUNCTION app.touch_session(wanted bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ update app.session set last_seen_at = at where token_hash = wanted $function$
-- 记下会话最近一次使用
execute: sgz_app, sgz_owner
CREATE OR REPLACE FUNCTION app.zone_towns()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select string_to_array(nullif(current_setting('app.zone', true), ''), ',') $function$
-- 片区的乡镇街道代码；空即无
execute: public, sgz_owner
