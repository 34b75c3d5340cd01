import type { Reach, Role } from '../kernel/actor.ts'
import type { Action } from './abilities.ts'

/** 中文 name of each role, as the offices call it. */
export const ROLE_LABELS: { readonly [R in Role]: string } = {
  'system-admin': '系统管理员',
  bureau: '民政局',
  'bureau-line': '民政局业务股（救助、儿童、养老）',
  town: '站长（乡镇街道）',
  'child-officer': '儿童督导员、儿童主任',
  village: '村（居）干部、网格员',
  agency: '承接机构',
  'agency-office': '承接机构财务、人事',
  worker: '驻站社工',
  centre: '指导中心',
  supervisor: '督导',
  evaluator: '第三方评估',
  finance: '财政',
  auditor: '审计',
  city: '市级主管部门',
  province: '省级主管部门',
  volunteer: '志愿者',
  client: '服务对象及家属',
  public: '公众',
}

/** 中文 of each action, as it stands after 可以 or 不得. */
export const ACTION_LABELS: { readonly [A in Action]: string } = {
  'read plan': '查看方案及其实时状态',
  'read ruling': '查看判定单',
  'read work desk': '使用工作台',
  'try what-if': '试改方案中的数',
  'sign setting': '签定设定与读法',
  'adopt scheme': '采用方案',
  'change territory': '调整区划与片区',
  'attach original': '附上方案原文',
  'record fact': '记录事实',
  'attest item': '确认清单事项',
  'decide consequence': '决定处理建议',
  'record decision': '作出决定',
  'read decision': '查看决定',
  'manage account': '管理账号与授权',
  'read system status': '查看系统状态',
  'read audit': '查看审计',
  'export audit': '导出审计',
  'read person': '查看人员信息（证件、电话、卡号掩码）',
  'find person': '按证件号、电话或卡号查人',
  'record person secret': '登记证件号、电话、卡号',
  'reveal person secret': '填写事由后查看证件号、电话、卡号原文（留痕）',
  'register station': '登记、迁移、撤销社工站',
  'inspect station': '到站验收并提出结论',
  'sign acceptance': '签署验收结论（与提出人不是同一账号）',
  'read attachment': '查看附件',
  'break glass': '紧急查阅（三小时、只读、说明事由、留痕、通报当地）',
}

/** 中文 of each way a scope may go, as it stands after 在. */
export const REACH_LABELS: { readonly [R in Reach]: string } = {
  territory: '授权辖区内',
  zone: '授权的片区（若干乡镇街道）内',
  agency: '本机构的记录内',
  station: '本站的记录内',
  own: '指派给本人的对象与个案内',
  sample: '一轮评估抽中的样本内（只读）',
  glass: '紧急查阅打开的县内（只读、限时）',
}
