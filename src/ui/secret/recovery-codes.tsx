import { saveText } from '../save-text.ts'

/** Codes that are shown once: to print, or to keep as a file. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <section className="recovery-codes" aria-label="恢复码">
      <p>
        <strong>请现在抄下或打印恢复码，只显示这一次。</strong>手机不在身边时，可用恢复码代替验证码；每个只能用一次。
      </p>
      <ol className="code-text">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="button-row no-print">
        <button type="button" className="plain-button" onClick={() => window.print()}>
          打印
        </button>
        <button
          type="button"
          className="plain-button"
          onClick={() =>
            saveText('社工站恢复码.txt', `社工站恢复码，每个用一次\r\n\r\n${codes.join('\r\n')}\r\n`, 'text/plain;charset=utf-8')
          }
        >
          存为文件
        </button>
      </p>
    </section>
  )
}
