import { QrCode } from './qr-code.tsx'

interface SecretKeyProps {
  readonly secret: string
  /** `otpauth://…` */
  readonly uri: string
}

/** What an authenticator app scans, or has typed in. */
export function SecretKey({ secret, uri }: SecretKeyProps) {
  return (
    <div className="secret-key">
      <QrCode text={uri} label="供身份验证器扫描的二维码" />
      <p className="muted">不能扫描时，在身份验证器中手工输入密钥：</p>
      <p className="code-text" aria-label="密钥">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </p>
      <p>
        <a href={uri}>在本机的身份验证器中打开</a>
      </p>
    </div>
  )
}
