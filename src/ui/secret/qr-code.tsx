import { ConfigProvider, QRCode } from 'antd'
import { pageNonce } from '../theme/page-nonce.ts'

/** A text as a picture for a camera, drawn in the page. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <ConfigProvider csp={{ nonce: pageNonce }}>
      <div role="img" aria-label={label}>
        <span aria-hidden="true">
          <QRCode type="svg" value={text} size={184} color="#000000" bgColor="#ffffff" />
        </span>
      </div>
    </ConfigProvider>
  )
}
