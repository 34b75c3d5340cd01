import type { Trouble } from '#ui/problem-notice.tsx'
import { CallFailed } from './call-failed.ts'

const ADVICE: Readonly<Record<string, string>> = {
  OFFLINE: '请检查网络后重试；已填写的内容还在。',
  INPUT_INVALID: '请按下面的提示改正后重新提交。',
  NOT_SIGNED_IN: '重新登录后会回到这一页。',
  NOT_ALLOWED: '请切换到有此职责的身份，或联系负责的单位办理。',
  VIEWING_ONLY: '要办理或看自己的内容，请先在页面上方点“退出查看”。',
  PLACE_LEFT: '请切换到现在所属地方的身份办理；没有的，请联系那里的主管部门授权。',
  PLAN_DENIES: '请交由方案所定的单位办理。',
  SIGN_IN_FAILED: '请核对后重新输入；忘记密码请联系管理员。',
  SIGN_IN_TOO_OFTEN: '稍等几分钟再登录。',
  NO_GRANT: '请联系管理员开通授权。',
  STEP_OVER: '密码对了以后，第二步要在十分钟内完成。',
  CODE_WRONG: '每个验证码只能用一次：请等手机上换成下一个再输入；手机不在身边，可改用恢复码。',
  RESET_CODE_WRONG: '请核对登录名和重置码；过期或已用过的，请管理员重新给一个。',
  OIDC_UNKNOWN: '请先用账号和密码登录，在“我的账号”里绑定；还没有账号的，请联系管理员。',
  OIDC_TAKEN: '请用那个账号登录后解除绑定，或换一个认证用户再绑定。',
  OIDC_FAILED: '请从这一页重新开始，不要用浏览器的后退或收藏。',
  OIDC_UNAVAILABLE: '这期间可以用账号和密码登录。',
  STARTING: '通常几秒就好，请稍后重试。',
  DATABASE_DOWN: '通常很快恢复，请稍后重试；已填写的内容还在。',
  TOO_LARGE: '请换一个较小的文件。',
  INTERNAL: '请稍后重试；若再次出现，请把报障编号告诉管理员。',
  GRANT_ABOVE_OWN: '请改选身份，或把辖区改到自己的范围之内。',
  OWN_ACCOUNT: '请由另一位管理人员办理。',
  KEPT_APART: '请由没有经手过的人来决定。',
  ACCEPTANCE_SAME_SIGNER: '请另一位经办人登录后签署。',
  FACT_OF_OTHERS: '请去掉这几项再保存，或请负责的单位填写。',
  ACCOUNT_EXISTS: '请换一个登录名，例如在后面加数字。',
  PASSWORD_WRONG: '请重新输入现在用的密码。',
  RECORD_CHANGED: '最新内容已经取来；核对后可再保存。',
  OVERLAPPING: '请改起止日期，或先结束原来的那一条。',
  ADOPTION_OVERLAPS: '请先终止原来的那一份，再采用。',
  TOO_MANY_REQUESTS: '请稍等片刻再试；已填写的内容还在。',
  BAD_ANSWER: '请稍后重试；若再次出现，请告诉管理员。',
}

const GENERAL_ADVICE: Readonly<Record<number, string>> = {
  400: '请改正后重试；已填写的内容还在。',
  403: '请交由有此职责的单位办理，或联系管理员。',
  404: '请返回上一页重新选择，或检查地址是否完整。',
  409: '情况可能刚有变动：重新载入可看最新内容，再按上面的说明办理。',
  422: '请改正后重试；已填写的内容还在。',
}

/** What went wrong in words for people: what, where, and what to do. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof CallFailed)) return { title: '页面出错了', advice: '请重新载入；若再次出现，请告诉管理员当时在做什么。' }
  const { title, detail, ground, fields, code, status, requestId } = error.problem
  return {
    title,
    detail,
    ground: ground && {
      text: `《${ground.scheme}》${ground.ref}`,
      href: `/plan/${ground.schemeId}?ref=${encodeURIComponent(ground.clauseId)}`,
    },
    advice: ADVICE[code] ?? GENERAL_ADVICE[status] ?? '请稍后重试。',
    fields,
    reference: status >= 500 ? requestId : undefined,
  }
}
