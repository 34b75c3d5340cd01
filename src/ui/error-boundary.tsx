import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** A new key clears the fault: the page address, say. */
  readonly resetKey: string
}

/** Catches what a page throws, and leaves the rest standing. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true }
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.hasFailed && before.resetKey !== this.props.resetKey) this.setState({ hasFailed: false })
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <div className="problem" role="alert">
        <strong>这一页出错了</strong>
        <p>页面显示时发生了意外，已保存的内容不受影响。请重新载入；若再次出现，请告诉管理员当时在做什么。</p>
        <button type="button" className="plain-button" onClick={() => window.location.reload()}>
          重新载入
        </button>
      </div>
    )
  }
}
