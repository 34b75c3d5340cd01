/** Words of offices and of things: an account bearing one is everybody's and nobody's. */
const NOT_A_PERSON =
  /公用|共用|公共|通用|值班|办公室|民政局|社工站|服务站|服务中心|指导中心|事务所|街道办|村委|居委|账号|账户|管理员|测试|用户|科室|股室|机构|单位|某某|全体|政府|党委|工委|委员会|[股室处局组厅]$|街道$|.{3,}[科镇乡村]$/

/** Whether the text can be one person's name: accounts are not shared. */
export const isPersonName = (text: string): boolean =>
  /^[\p{L}·.' -]{2,40}$/u.test(text.trim()) &&
  !NOT_A_PERSON.test(text.trim()) &&
  !/^(?:admin|test|user|office|guest)/i.test(text.trim())
