import type { ProblemCodes } from '../problem.ts'

export const SCHEME_PROBLEMS = {
  SCHEME_NOT_FOUND: { status: 404, title: '没有这份方案，或您所在的地区没有采用它' },
  PLAN_DENIES: { status: 403, title: '按方案的规定，这件事不能这样办' },
  RULE_NOT_FOUND: { status: 404, title: '方案里没有这条规则' },
  SUBJECT_NOT_FOUND: { status: 404, title: '没有这个对象，或不在您的范围内' },
  OVERLAY_NOT_FOUND: { status: 404, title: '没有这份叠加规定' },
  PARAMETER_UNFIT: { status: 422, title: '这个数不能这样改' },
  SETTING_NOT_FOUND: { status: 404, title: '没有这项设定或读法' },
  SETTING_UNFIT: { status: 422, title: '签定的值不合要求' },
  ORIGINAL_NOT_FOUND: { status: 404, title: '还没有附上方案原文' },
  ORIGINAL_UNFIT: { status: 422, title: '原文文件不合要求' },
  CONSEQUENCE_NOT_FOUND: { status: 404, title: '没有这项处理建议，或已经决定过' },
} as const satisfies ProblemCodes
