import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { pageNonce } from './page-nonce.ts'
import { theme } from './theme.ts'
import '../widgets.css'

dayjs.locale('zh-cn')

/** The layer inside which everything that floats is put, so that it hides with the page it belongs to. */
export const floatingLayer = (): HTMLElement => document.getElementById('floating') ?? document.body

/** Chinese, our colours, and styles that the page's security policy lets in. */
export function AppTheme({ children }: { readonly children: ReactNode }) {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={{ nonce: pageNonce }}
      getPopupContainer={floatingLayer}
      button={{ autoInsertSpace: false }}
    >
      <App>
        {children}
        <div id="floating" />
      </App>
    </ConfigProvider>
  )
}
