import { EDUCATION_LEVELS } from '../../kernel/levels.ts'
import {
  agencyLink,
  bool,
  certificateLevels,
  code,
  codes,
  contractLink,
  date,
  day,
  declared,
  declaredRows,
  derivedRows,
  entities,
  fen,
  id,
  int,
  line,
  link,
  minute,
  month,
  ordinal,
  outside,
  outsideRows,
  point,
  recorded,
  recordedRows,
  stationLink,
  subject,
  text,
  unitLink,
  workerLink,
  year,
} from './define.ts'

const educationLevels = EDUCATION_LEVELS.map(({ value }) => value)

const worker = subject('worker', {
  module: 'workforce',
  label: '社工',
  keeper: 'agency',
  links: { unit: unitLink, agency: { ...agencyLink, label: '所属机构' } },
  facts: {
    ...outside('agency', {
      birthOn: date('出生日期'),
      educationLevel: ordinal('学历', educationLevels),
      majorText: text('所学专业'),
    }),
    ...recorded('agency', { inductionOn: date('岗前培训日期'), conversionStepCode: code('转岗步骤') }),
  },
  rows: {
    attendances: recordedRows(
      '月度出勤',
      'agency',
      {
        month: month('月份'),
        dueDays: day('应出勤天数'),
        attendedDays: day('实出勤天数'),
        leaveDays: day('请假天数'),
        fieldDays: day('外勤天数'),
        absentCount: int('缺勤次数'),
      },
      { on: 'month' },
    ),
    certificates: outsideRows('职业资格证书', 'worker', {
      level: ordinal('证书级别', certificateLevels),
      no: text('证书编号'),
      issuedOn: date('取得日期'),
      registrationNo: text('登记编号'),
      registeredOn: date('登记日期'),
      validUntilOn: date('登记有效期至'),
    }),
    checks: recordedRows(
      '从业查询与核查',
      'agency',
      { kindCode: code('核查种类'), on: date('核查日期'), resultCode: code('核查结果'), validUntilOn: date('有效期至') },
      { on: 'on' },
    ),
    exams: declaredRows('职业资格考试', 'worker', {
      level: ordinal('报考级别', certificateLevels),
      year: year('考试年度'),
      resultCode: code('考试结果'),
    }),
    insuranceMonths: outsideRows('社保缴纳', 'agency', { month: month('缴费月份') }, { on: 'month' }),
    labourContracts: outsideRows(
      '劳动合同',
      'agency',
      { from: date('起始日期'), to: date('终止日期') },
      { during: ['from', 'to'] },
    ),
    offices: declaredRows(
      '社会兼职任职',
      'worker',
      { bodyCode: code('任职组织'), from: date('任职日期'), to: date('离任日期') },
      { during: ['from', 'to'] },
    ),
    payrolls: recordedRows(
      '工资发放',
      'agency',
      { month: month('所属月份'), paidOn: date('发放日期'), verifiedBy: id('核验人') },
      { on: 'month' },
    ),

    trainings: derivedRows(
      '参加的培训',
      'agency',
      { trainingId: id('培训'), hours: minute('学时'), on: date('参训日期') },
      { on: 'on' },
    ),

    payrollChecks: entities('工资核验', 'payroll', 'worker', { on: 'month' }),
    postings: entities('岗位', 'posting', 'worker', { during: ['startOn', 'endOn'] }),
    rewards: entities('奖励', 'reward', 'worker', { on: 'awardedOn' }),
    clients: entities('负责的服务对象', 'client', 'worker'),
    visits: entities('探访', 'visit', 'worker', { on: 'visitedOn' }),
    cases: entities('个案', 'case', 'worker', { on: 'openedOn' }),
    referrals: entities('转介', 'referral', 'worker', { on: 'sentOn' }),
    requests: entities('受理的服务诉求', 'request', 'worker', { on: 'openedOn' }),
    serviceRecords: entities('服务记录', 'serviceRecord', 'worker', { on: 'servedOn' }),
    tasks: entities('工作任务', 'task', 'worker'),
    volunteerTeams: entities('负责的志愿服务队', 'team', 'worker'),
  },
})

const person = subject('person', {
  module: 'workforce',
  label: '相关人员',
  keeper: 'bureau',
  links: { unit: unitLink },
  facts: {
    ...outside('bureau', { certificateValidUntilOn: date('证书有效期至') }),
    ...declared('town', { officeCode: code('行政职务') }),
  },
  rows: {
    headedStations: entities('任站长的社工站', 'station', 'head'),
    supervisedPostings: entities('督导的岗位', 'posting', 'supervisor', { during: ['startOn', 'endOn'] }),
    supervisions: entities('开展的督导', 'supervision', 'person', { on: 'supervisedOn' }),
  },
})

const posting = subject('posting', {
  module: 'workforce',
  label: '岗位',
  keeper: 'agency',
  links: {
    unit: unitLink,
    station: stationLink,
    worker: workerLink,
    employer: link('agency', 'employerId', '用人单位'),
    contract: contractLink,
    supervisor: link('person', 'supervisorId', '督导人员'),
  },
  facts: recorded('agency', {
    seatCode: code('岗位类别'),
    isFullTime: bool('是否专职'),
    dutyText: text('岗位职责'),
    startOn: date('到岗日期'),
    endOn: date('离岗日期'),
    endReasonText: text('离岗原因'),
    tagCodes: codes('岗位标签'),
  }),
  rows: {
    candidates: recordedRows('应聘人员', 'agency', {
      personId: id('人员'),
      nameText: line('姓名'),
      score: point('成绩'),
      preferenceCodes: codes('优先条件'),
      tierOneCount: int('第一档优先条件数'),
      tierTwoCount: int('第二档优先条件数'),
    }),
    replacements: recordedRows(
      '人员更换',
      'agency',
      { groundCode: code('更换事由'), askedOn: date('申请日期'), repliedOn: date('答复日期'), dueOn: date('补齐期限') },
      { on: 'askedOn' },
    ),
    leaves: recordedRows(
      '请假与顶岗',
      'agency',
      { from: date('请假起'), to: date('请假止'), reasonCode: code('请假事由'), coverWorkerId: id('顶岗人员') },
      { during: ['from', 'to'] },
    ),
    waivers: declaredRows('例外批准', 'bureau', {
      ruleId: id('规则'),
      reasonText: text('理由'),
      approverId: id('批准人'),
      until: date('有效期至'),
    }),
    personnelActs: entities('人事办理', 'personnelAct', 'posting', { on: 'confirmedOn' }),
    payrolls: entities('工资核验', 'payroll', 'posting', { on: 'month' }),
  },
})

const personnelAct = subject('personnelAct', {
  module: 'workforce',
  label: '人事办理',
  keeper: 'bureau',
  links: { unit: unitLink, posting: link('posting', 'postingId', '岗位'), centre: link('centre', 'centreId', '办理的指导中心') },
  facts: recorded('bureau', { byRoleCode: code('办理方'), confirmedOn: date('确认日期') }),
})

const recruitment = subject('recruitment', {
  module: 'workforce',
  label: '招聘',
  keeper: 'district',
  links: { unit: unitLink },
  facts: recorded('district', { heldOn: date('招聘日期') }),
  rows: {
    hires: recordedRows('录用人员', 'district', {
      groupCode: code('招录类别'),
      isSocialWorkGraduate: bool('是否社会工作专业毕业'),
    }),
  },
})

const reward = subject('reward', {
  module: 'workforce',
  label: '奖励补贴',
  keeper: 'bureau',
  links: { unit: unitLink, station: stationLink, worker: workerLink },
  facts: recorded('bureau', { amountFen: fen('奖励金额'), certificateNo: text('证书编号'), awardedOn: date('发放日期') }),
})

const training = subject('training', {
  module: 'workforce',
  label: '培训',
  keeper: 'bureau',
  links: { unit: unitLink, station: stationLink, agency: { ...agencyLink, label: '举办机构' } },
  facts: recorded('bureau', { heldOn: date('举办日期'), formCode: code('培训形式'), audienceCodes: codes('培训对象') }),
  rows: {
    attendances: recordedRows(
      '参训记录',
      'bureau',
      { personId: id('人员'), audienceCode: code('对象类别'), hours: minute('学时'), on: date('参训日期') },
      { on: 'on' },
    ),
  },
})

export const workforceSubjects = [worker, person, posting, personnelAct, recruitment, reward, training]
