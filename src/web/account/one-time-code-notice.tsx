import type { z } from 'zod'
import type { OneTimeCode } from '#contract/account.ts'
import { ShownOnce } from '#ui/secret/shown-once.tsx'
import { minuteInWords } from '#web/kernel/instant-words.ts'

export interface ToldCode {
  readonly signInName: string
  readonly code: z.infer<typeof OneTimeCode>
}

/** The code to hand over in person; it is told this once. */
export function OneTimeCodeNotice({ told, onClose }: { readonly told: ToldCode | undefined; readonly onClose: () => void }) {
  return (
    <ShownOnce isOpen={told !== undefined} title="一次性重置码" onClose={onClose}>
      {told ? (
        <div className="ask-form">
          <p>
            请当面交给 <strong>{told.signInName}</strong> 的使用人。凭它在登录页“用重置码设密码”，
            {minuteInWords(told.code.expiresAt)} 前有效，只能用一次，也只显示这一次。
          </p>
          <p className="one-time code-text" aria-label="重置码">
            {told.code.code}
          </p>
          <p className="button-row no-print">
            <button type="button" className="plain-button" onClick={() => window.print()}>
              打印
            </button>
          </p>
        </div>
      ) : null}
    </ShownOnce>
  )
}
