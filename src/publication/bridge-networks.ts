/**
 * What a network asks of an archive: "consent" of its side, recorded in the configuration; "consent-and-topic": also a topic that
 * says so, as networks want it that forbid silent logging; "consent-and-pseudonyms": also other names than the people's own;
 * "never": networks of private persons, whose ids tell phone numbers and addresses, and services for children and patients.
 */
export type NetworkRule = "consent" | "consent-and-topic" | "consent-and-pseudonyms" | "never";

export type BridgeNetwork = {
  /** As readers see it. */
  readonly label: string;
  readonly rule: NetworkRule;
  /** Names by which bridges, their protocols and consent entries call it, as `networkName` writes them; the label counts too. */
  readonly names: readonly string[];
  /** Ids that bridges give to people of the other side: globs in lower case. Whole servers are `@*:server`. */
  readonly ghosts: readonly string[];
  /** Aliases that bridges give to rooms: globs in lower case. */
  readonly aliases?: readonly string[];
  /** A protocol of many networks: consent must name the one that is bridged, where the bridge tells it. */
  readonly manyNetworks?: true;
  /** The protocol it speaks, as the label of another row. */
  readonly speaks?: string;
  /** Its ids hold people's addresses there, which are not shown. */
  readonly idsAreAddresses?: true;
};

/** Every network that Daybook knows, one a row. A network that is not here needs consent under the name its bridge gives it. */
export const bridgeNetworks: readonly BridgeNetwork[] = [
  // IRC
  {
    label: "Libera.Chat",
    rule: "consent",
    names: ["libera"],
    ghosts: ["@*:libera.chat", "@libera_*:*", "@_libera_*:*", "@liberachat_*:*"],
    aliases: ["#*:libera.chat", "#libera_*:*", "#_libera_*:*"],
    speaks: "IRC",
  },
  {
    label: "OFTC",
    rule: "consent-and-topic",
    names: ["oftcnet"],
    ghosts: ["@*:oftc.net", "@oftc_*:*", "@_oftc_*:*", "@oftc-irc_*:*"],
    aliases: ["#*:oftc.net", "#oftc_*:*", "#_oftc_*:*"],
    speaks: "IRC",
  },
  {
    label: "Freenode",
    rule: "consent",
    names: ["freenodenet"],
    ghosts: ["@freenode_*:*", "@_freenode_*:*"],
    aliases: ["#freenode_*:*", "#_freenode_*:*"],
    speaks: "IRC",
  },
  {
    label: "Snoonet",
    rule: "consent",
    names: ["snoonetorg"],
    ghosts: ["@_snoonet_*:*", "@snoonet_*:*"],
    aliases: ["#_snoonet_*:*", "#snoonet_*:*"],
    speaks: "IRC",
  },
  {
    label: "EsperNet",
    rule: "consent",
    names: ["espernet", "espernetnet", "esper"],
    ghosts: ["@_espernet_*:*", "@esper_*:*", "@espernet_*:*"],
    aliases: ["#_espernet_*:*", "#esper_*:*"],
    speaks: "IRC",
  },
  {
    label: "hackint",
    rule: "consent",
    names: ["hackintorg"],
    ghosts: ["@*:hackint.org", "@hackint_*:*", "@_hackint_*:*"],
    aliases: ["#*:hackint.org", "#hackint_*:*", "#_hackint_*:*"],
    speaks: "IRC",
  },
  {
    label: "GIMPNet",
    rule: "consent",
    names: ["gimpnet", "gimporg", "gnomeorg", "gnome"],
    ghosts: ["@gimpnet-irc_*:*", "@_gimpnet_*:*"],
    aliases: ["#gimpnet-irc_*:*", "#_gimpnet_*:*"],
    speaks: "IRC",
  },
  {
    label: "IRC",
    rule: "consent",
    names: ["internetrelaychat", "hirc", "heisenbridge", "matrixappserviceirc"],
    ghosts: ["@irc_*:*", "@_irc_*:*", "@irc.*:*", "@hirc_*:*", "@appservice-irc:*"],
    aliases: ["#irc_*:*", "#_irc_*:*", "#irc.*:*"],
    manyNetworks: true,
  },
  // Other networks of open rooms
  {
    label: "XMPP",
    rule: "consent",
    names: ["jabber", "bifrost", "purple"],
    ghosts: ["@_xmpp_*:*", "@xmpp_*:*", "@_bifrost_*:*", "@_purple_*:*", "@*:aria-net.org"],
    aliases: ["#_xmpp_*:*", "#xmpp_*:*", "#_bifrost_*:*"],
    manyNetworks: true,
    idsAreAddresses: true,
  },
  {
    label: "Discord",
    rule: "consent",
    names: ["discordgo", "discordapp", "discordcom", "mautrixdiscord", "fimaudiscord"],
    ghosts: ["@_discord_*:*", "@discord_*:*", "@_discordpuppet_*:*", "@discordbot:*", "@t2bot_discord_*:*"],
    aliases: ["#_discord_*:*", "#discord_*:*"],
  },
  {
    label: "Slack",
    rule: "consent",
    names: ["slackgo", "slackcom", "mautrixslack", "fimauslack"],
    ghosts: ["@_slack_*:*", "@slack_*:*", "@_slackpuppet_*:*", "@slackbot:*"],
    aliases: ["#_slack_*:*", "#slack_*:*"],
  },
  {
    label: "Gitter",
    rule: "consent",
    names: ["gitterim"],
    // What was imported from Gitter; other accounts of its server are people on Matrix.
    ghosts: ["@*-????????????????????????:gitter.im", "@_gitter_*:*"],
    aliases: ["#_gitter_*:*"],
  },
  { label: "Mattermost", rule: "consent", names: [], ghosts: ["@_mattermost_*:*", "@mattermost_*:*", "@mm_*:*"] },
  { label: "Rocket.Chat", rule: "consent", names: [], ghosts: ["@_rocketchat_*:*", "@rocketchat_*:*", "@rc_*:*"] },
  { label: "Zulip", rule: "consent", names: ["zulipchat"], ghosts: ["@_zulip_*:*", "@zulip_*:*", "@zulipbridge:*"] },
  { label: "Microsoft Teams", rule: "consent", names: ["teams", "msteams"], ghosts: ["@_msteams_*:*", "@msteams_*:*"] },
  { label: "Steam", rule: "consent", names: [], ghosts: ["@_steam_*:*", "@_steampuppet_*:*"] },
  { label: "GroupMe", rule: "consent", names: [], ghosts: ["@groupme_*:*", "@_groupmepuppet_*:*"] },
  { label: "Mumble", rule: "consent", names: [], ghosts: ["@_mumble_*:*", "@mumble_*:*"] },
  { label: "Bluesky", rule: "consent", names: ["bsky", "atproto"], ghosts: ["@bluesky_*:*", "@_bluesky_*:*"] },
  { label: "GitHub", rule: "consent", names: [], ghosts: ["@_github_*:*"], aliases: ["#_github_*:*"] },
  {
    label: "Telegram",
    rule: "consent-and-pseudonyms",
    names: ["mautrixtelegram", "fimautelegram", "netmauniumtelegram"],
    ghosts: ["@telegram_*:*", "@_telegram_*:*", "@telegrambot:*", "@_telegrampuppet_*:*", "@t2bot_telegram_*:*"],
    aliases: ["#telegram_*:*", "#_telegram_*:*"],
  },
  // Private persons
  {
    label: "WhatsApp",
    rule: "never",
    names: ["wa", "mautrixwhatsapp", "fimauwhatsapp"],
    ghosts: ["@whatsapp_*:*", "@_whatsapp_*:*", "@whatsappbot:*", "@wa_*:*"],
    aliases: ["#whatsapp_*:*", "#_whatsapp_*:*"],
  },
  {
    label: "Signal",
    rule: "never",
    names: ["signalmessenger", "mautrixsignal", "fimausignal"],
    ghosts: ["@signal_*:*", "@_signal_*:*", "@signalbot:*"],
    aliases: ["#signal_*:*", "#_signal_*:*"],
  },
  {
    label: "iMessage",
    rule: "never",
    names: ["imessagego", "bluebubbles"],
    ghosts: ["@imessage_*:*", "@_imessage_*:*"],
  },
  {
    label: "Messenger",
    rule: "never",
    names: [
      "facebook",
      "facebookmessenger",
      "facebookgo",
      "meta",
      "instagram",
      "instagramgo",
      "fimaumeta",
      "mautrixmeta",
    ],
    ghosts: ["@facebook_*:*", "@_facebook_*:*", "@meta_*:*", "@messenger_*:*", "@instagram_*:*", "@_instagram_*:*"],
  },
  {
    label: "Google Chat",
    rule: "never",
    names: ["hangouts", "gchat", "fimaugooglechat", "mautrixgooglechat"],
    ghosts: ["@googlechat_*:*", "@_googlechat_*:*", "@hangouts_*:*", "@_hangouts_*:*"],
  },
  {
    label: "SMS",
    rule: "never",
    names: ["gmessages", "googlemessages", "rcs", "gvoice", "googlevoice", "smsmatrix", "textmessages", "tel", "phone"],
    ghosts: [
      "@sms_*:*",
      "@_sms_*:*",
      "@gmessages_*:*",
      "@_gmessages_*:*",
      "@gvoice_*:*",
      "@smsmatrix_*:*",
      "@_tel_*:*",
    ],
  },
  {
    label: "Mail",
    rule: "never",
    names: ["email", "mailto", "smtp", "imap", "postmoogle"],
    ghosts: ["@email_*:*", "@_email_*:*", "@mail_*:*", "@_mail_*:*", "@postmoogle_*:*"],
    aliases: ["#_email_*:*", "#email_*:*"],
  },
  {
    label: "Skype",
    rule: "never",
    names: ["skypeweb"],
    ghosts: ["@skype_*:*", "@_skype_*:*", "@_skypepuppet_*:*", "@skypeweb_*:*"],
  },
  { label: "LinkedIn", rule: "never", names: [], ghosts: ["@linkedin_*:*", "@_linkedin_*:*"] },
  {
    label: "Direct messages on X",
    rule: "never",
    names: ["twitter", "xcom", "twittercom"],
    ghosts: ["@twitter_*:*", "@_twitter_*:*", "@_twitterpuppet_*:*"],
  },
  { label: "WeChat", rule: "never", names: ["weixin"], ghosts: ["@wechat_*:*", "@_wechat_*:*"] },
  { label: "LINE", rule: "never", names: [], ghosts: ["@_line_*:*", "@linepuppet_*:*"] },
  { label: "Viber", rule: "never", names: [], ghosts: ["@viber_*:*", "@_viber_*:*"] },
  { label: "KakaoTalk", rule: "never", names: ["kakao"], ghosts: ["@kakaotalk_*:*", "@_kakaotalk_*:*"] },
  // Children and patients
  { label: "ClassDojo", rule: "never", names: [], ghosts: ["@classdojo_*:*", "@_classdojo_*:*"] },
  {
    label: "Health services",
    rule: "never",
    names: ["health", "healthcare", "mychart", "fhir", "telehealth", "doctolib"],
    ghosts: ["@_health_*:*", "@mychart_*:*", "@_mychart_*:*", "@_fhir_*:*", "@doctolib_*:*"],
  },
];

/** A name as names are compared: letters and digits in lower case, without the `irc.` that servers of a network begin with. */
export function networkName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^irc\.(?=.*\.)/, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

const byName = new Map(
  bridgeNetworks.flatMap((network) => [network.label, ...network.names].map((name) => [networkName(name), network])),
);

/** The row of a network by any of its names. */
export function networkCalled(name: string): BridgeNetwork | undefined {
  return byName.get(networkName(name));
}
