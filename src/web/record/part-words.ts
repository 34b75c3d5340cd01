/** Parts of the work, in the order in which a programme goes through them. */
const WORDS = {
  territory: '区域',
  governance: '组织领导',
  station: '站点',
  agency: '机构',
  workforce: '人员',
  procurement: '采购',
  contract: '协议',
  programme: '计划与项目',
  client: '服务对象',
  visit: '探访',
  casework: '个案与转介',
  activity: '活动',
  volunteer: '志愿服务',
  supervision: '督导督查',
  evaluation: '评估',
  funding: '经费',
  reporting: '报告',
  disclosure: '公开',
  access: '账号',
} as const

export const PARTS = Object.keys(WORDS) as readonly (keyof typeof WORDS)[]

/** 中文 of a part of the work. */
export const partInWords = (part: keyof typeof WORDS): string => WORDS[part]
