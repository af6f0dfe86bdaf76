/** A kind of secret that anybody can tell by how it begins. */
export type TokenShape = {
  readonly service: string;
  /** What it begins with; a pattern where a service has several. */
  readonly prefix: RegExp;
  /** What follows, to its end: without blanks and quotes. Repetitions have an upper bound, so that no text takes long. */
  readonly rest: RegExp;
  /** Where its form is told. */
  readonly source: string;
};

/** Credentials that end up in chats by accident. Public keys and ids that are meant to be seen are not here. */
export const tokenShapes: readonly TokenShape[] = [
  {
    service: "Matrix (Synapse)",
    prefix: /sy[trl]_/,
    rest: /[\w+/=-]{1,400}_\w{6}/,
    source: "Synapse's MacaroonGenerator and token formats",
  },
  {
    service: "Matrix (Matrix Authentication Service)",
    prefix: /m(?:at|ar|ct|cr)_/,
    rest: /[A-Za-z0-9]{30}_[A-Za-z0-9]{6}/,
    source: "matrix-authentication-service, TokenType",
  },
  { service: "Matrix (macaroons)", prefix: /MDAx/, rest: /[\w-]{100,2000}/, source: "Synapse before 1.34" },
  {
    service: "Matrix (token in an address)",
    prefix: /access_token=/,
    rest: /[^\s&#"'<>]{8,2000}/,
    source: "Matrix 1.10, client-server API, query string authentication",
  },
  {
    service: "GitHub",
    prefix: /gh[opusr]_/,
    rest: /[A-Za-z0-9]{36,255}/,
    source: "docs.github.com, About authentication to GitHub, token formats",
  },
  { service: "GitHub", prefix: /github_pat_/, rest: /\w{22,255}/, source: "as above, fine-grained tokens" },
  {
    service: "GitLab",
    prefix: /gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-/,
    rest: /[\w.-]{20,300}/,
    source: "docs.gitlab.com, Token overview, prefixes",
  },
  { service: "Slack", prefix: /xox[abeoprs]-/, rest: /[A-Za-z0-9-]{10,300}/, source: "docs.slack.dev, Tokens" },
  { service: "Slack", prefix: /xapp-/, rest: /\d-[A-Za-z0-9-]{10,300}/, source: "docs.slack.dev, Tokens" },
  {
    service: "Slack (webhooks)",
    prefix: /hooks\.slack\.com\/services\//,
    rest: /[A-Za-z0-9/]{20,200}/,
    source: "docs.slack.dev, Incoming webhooks",
  },
  {
    service: "Discord (webhooks)",
    prefix: /discord(?:app)?\.com\/api\/webhooks\//,
    rest: /\d{15,22}\/[\w-]{30,200}/,
    source: "discord.com/developers, Webhook resource",
  },
  {
    service: "Telegram (bots)",
    prefix: /\d{8,10}:AA/,
    rest: /[\w-]{32,35}/,
    source: "core.telegram.org/bots/api, Authorizing your bot",
  },
  {
    service: "AWS",
    prefix: /A(?:KI|SI)A/,
    rest: /[A-Z2-7]{16}(?![A-Za-z0-9])/,
    source: "AWS IAM, unique identifiers",
  },
  { service: "Google", prefix: /AIza/, rest: /[\w-]{35}/, source: "Google Cloud, API keys" },
  { service: "Google", prefix: /GOCSPX-/, rest: /[\w-]{28}/, source: "Google OAuth client secrets" },
  { service: "Google", prefix: /ya29\./, rest: /[\w-]{20,2000}/, source: "Google OAuth access tokens" },
  {
    service: "OpenAI",
    prefix: /sk-(?:proj|svcacct|admin)-/,
    rest: /[\w-]{20,300}/,
    source: "platform.openai.com, API keys",
  },
  { service: "OpenAI and those like it", prefix: /sk-/, rest: /[A-Za-z0-9]{32,200}/, source: "as above, older form" },
  { service: "Anthropic", prefix: /sk-ant-/, rest: /[\w-]{20,300}/, source: "docs.anthropic.com, API keys" },
  { service: "OpenRouter", prefix: /sk-or-v1-/, rest: /[0-9a-f]{32,128}/, source: "openrouter.ai, API keys" },
  { service: "Hugging Face", prefix: /hf_/, rest: /[A-Za-z]{34}/, source: "huggingface.co, User access tokens" },
  {
    service: "Stripe",
    prefix: /[sr]k_(?:live|test)_/,
    rest: /[A-Za-z0-9]{16,250}/,
    source: "docs.stripe.com, API keys; `pk_` keys are public",
  },
  { service: "Stripe (webhooks)", prefix: /whsec_/, rest: /[\w+/=]{24,200}/, source: "docs.stripe.com, Webhooks" },
  { service: "npm", prefix: /npm_/, rest: /[A-Za-z0-9]{36}/, source: "docs.npmjs.com, About access tokens" },
  { service: "PyPI", prefix: /pypi-/, rest: /Ag[\w-]{50,500}/, source: "pypi.org/help, API tokens (macaroons)" },
  { service: "RubyGems", prefix: /rubygems_/, rest: /[0-9a-f]{48}/, source: "guides.rubygems.org, API keys" },
  { service: "Docker", prefix: /dckr_(?:pat|oat)_/, rest: /[\w-]{20,100}/, source: "docs.docker.com, Access tokens" },
  { service: "DigitalOcean", prefix: /do[opr]_v1_/, rest: /[0-9a-f]{64}/, source: "docs.digitalocean.com, API tokens" },
  { service: "SendGrid", prefix: /SG\./, rest: /[\w-]{22}\.[\w-]{43}/, source: "docs.sendgrid.com, API keys" },
  { service: "Shopify", prefix: /shp(?:at|ca|pa|ss)_/, rest: /[0-9a-fA-F]{32}/, source: "shopify.dev, Access tokens" },
  { service: "HashiCorp Vault", prefix: /hv[sbr]\./, rest: /[\w-]{24,300}/, source: "developer.hashicorp.com, Tokens" },
  { service: "Tailscale", prefix: /tskey-[a-z]{3,12}-/, rest: /[\w-]{16,100}/, source: "tailscale.com, Key prefixes" },
  { service: "Linear", prefix: /lin_(?:api|oauth)_/, rest: /[A-Za-z0-9]{32,80}/, source: "linear.app, API keys" },
  { service: "Atlassian", prefix: /ATATT3/, rest: /[\w=-]{60,300}/, source: "Atlassian API tokens" },
  { service: "age", prefix: /AGE-SECRET-KEY-1/, rest: /[A-Z0-9]{50,70}/, source: "age-encryption.org/v1" },
  { service: "Nostr", prefix: /nsec1/, rest: /[a-z0-9]{58}/, source: "NIP-19" },
  {
    service: "JSON Web Tokens",
    prefix: /eyJ[\w-]{8,400}\.eyJ/,
    rest: /[\w-]{8,4000}\.[\w-]{16,1000}/,
    source: "RFC 7519: base64url of two JSON objects and a signature",
  },
  { service: "any", prefix: /secret-token:/, rest: /[\w.~%!$&()*+,;=:@-]{4,500}/, source: "RFC 8959" },
];
