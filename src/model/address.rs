//! Where an address in a dossier leads, if it may be followed at all.
//!
//! An address is a text that somebody else may have written. Only web pages and mail are opened; everything that would
//! make another program run or a file be read is no link. It is read as browsers read it, so that what is shown is
//! where it leads.

use url::Url;

use super::shown::{quoted, visible_line};

/// Longer ones are no addresses of articles, and cannot be looked through.
const LONGEST: usize = 2_000;

/// What a mail address may fill in. Some mail programs attach files when told to.
const MAIL_FIELDS: [&str; 4] = ["subject", "body", "cc", "bcc"];

/// An address that may be opened when a person asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
}

/// Why an address is no link.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoLink {
    /// There is none.
    #[error("there is no address")]
    Empty,
    /// It does not say how to get there.
    #[error("it does not begin with https://, http:// or mailto:")]
    NoScheme,
    /// It would make another program do something.
    #[error("{} is not opened, only http, https and mailto are", quoted(.0))]
    OtherScheme(String),
    /// What is seen is not where it leads.
    #[error("it holds characters that are not seen")]
    Unseen,
    /// What stands in front of the host looks like the host.
    #[error("it has a name or password in front of the host, which looks as if it led elsewhere")]
    Password,
    /// A mail that is more than words to somebody.
    #[error("it asks the mail program for {}", quoted(.0))]
    MailField(String),
    /// No address by the rules of browsers.
    #[error("it is not a complete address")]
    Broken,
    /// Too long to be looked through.
    #[error("it is too long")]
    TooLong,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it is no link.
    pub fn of(text: &str) -> Result<Self, NoLink> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NoLink::Empty);
        }
        if text.len() > LONGEST {
            return Err(NoLink::TooLong);
        }
        // Browsers step over some of them, so that two addresses which look the same lead to different places.
        if text.contains(char::is_control) || visible_line(text) != text {
            return Err(NoLink::Unseen);
        }
        let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let scheme = scheme.filter(|scheme| !scheme.is_empty() && scheme.chars().all(is_of_scheme));
        let scheme = scheme.ok_or(NoLink::NoScheme)?;
        if !matches!(scheme.as_str(), "http" | "https" | "mailto") {
            return Err(NoLink::OtherScheme(format!("{scheme}:")));
        }
        let url = Url::parse(text).map_err(|_| NoLink::Broken)?;
        if url.as_str().len() > LONGEST {
            return Err(NoLink::TooLong);
        }
        match url.scheme() {
            "mailto" => {
                if !url.path().contains('@') {
                    return Err(NoLink::Broken);
                }
                let is_other = |name: &str| !MAIL_FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
                match url.query_pairs().find(|(name, _)| is_other(name)) {
                    Some((name, _)) => Err(NoLink::MailField(name.into_owned())),
                    None => Ok(Self { url }),
                }
            }
            "http" | "https" if !url.username().is_empty() || url.password().is_some() => Err(NoLink::Password),
            "http" | "https" if url.has_host() => Ok(Self { url }),
            _ => Err(NoLink::Broken),
        }
    }

    /// What is opened, in the letters a–z.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Who is met there: the host of a page, with its port where that is unusual, or who gets a mail.
    pub fn host(&self) -> String {
        let host = self.url.host_str().unwrap_or_else(|| self.url.path());
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// True when it begins a mail.
    pub fn is_mail(&self) -> bool {
        self.url.scheme() == "mailto"
    }

    /// True when the host's name has letters beyond a–z. Some of them look like others, so that it is shown as computers
    /// look it up: `xn--…`.
    pub fn is_in_other_letters(&self) -> bool {
        self.host().split('.').any(|label| label.starts_with("xn--"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// If this fails, a click leads elsewhere than it says, runs a program, or reads a file.
    #[test]
    fn only_pages_and_mail_are_links() {
        let links = [
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "example.org"),
            ("  HTTP://Example.ORG ", "http://example.org/", "example.org"),
            ("https://example.org:8443/x y", "https://example.org:8443/x%20y", "example.org:8443"),
            ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
            ("http:\\\\example.org\\a", "http://example.org/a", "example.org"),
            ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1"),
            ("mailto:desk@example.org?Subject=Talks", "mailto:desk@example.org?Subject=Talks", "desk@example.org"),
        ];
        for (text, url, host) in links {
            let address = Address::of(text).unwrap_or_else(|reason| panic!("{text}: {reason}"));
            assert_eq!((address.url(), address.host().as_str()), (url, host));
        }
        assert!(Address::of("https://аррӏе.com/").unwrap().is_in_other_letters());
        assert!(!Address::of("https://example.org/").unwrap().is_in_other_letters());
        let other = |scheme: &str| NoLink::OtherScheme(scheme.to_owned());
        let refused = [
            ("", NoLink::Empty),
            ("example.org/article", NoLink::NoScheme),
            ("/etc/passwd", NoLink::NoScheme),
            ("//example.org", NoLink::NoScheme),
            ("--help", NoLink::NoScheme),
            ("file:///etc/passwd", other("file:")),
            ("FILE:///etc/passwd", other("file:")),
            ("javascript:alert(1)", other("javascript:")),
            ("data:text/html,x", other("data:")),
            ("smb://host/share", other("smb:")),
            ("ms-msdt:/id PCWDiagnostic", other("ms-msdt:")),
            ("vbscript:x", other("vbscript:")),
            ("view-source:https://example.org", other("view-source:")),
            ("C:\\Windows\\x.exe", other("c:")),
            ("java\tscript:alert(1)", NoLink::Unseen),
            ("https://exa\u{200b}mple.org", NoLink::Unseen),
            ("https://example.org/\u{202e}gpj.exe", NoLink::Unseen),
            ("https://example.org/\nx", NoLink::Unseen),
            ("https://bank.example@evil.example/", NoLink::Password),
            ("https://a:b@evil.example/", NoLink::Password),
            ("https://", NoLink::Broken),
            ("https:// /", NoLink::Broken),
            ("mailto:", NoLink::Broken),
            ("mailto:a@example.org?attach=/etc/passwd", NoLink::MailField("attach".to_owned())),
        ];
        for (text, reason) in refused {
            assert_eq!(Address::of(text), Err(reason), "{text:?}");
        }
        assert_eq!(Address::of(&format!("https://example.org/{}", "x".repeat(9_000))), Err(NoLink::TooLong));
    }

    proptest! {
        /// Whatever a file says: what would be opened is a page or a mail, in plain letters, and read again is the same.
        #[test]
        fn whatever_is_opened_is_plain(text in "(?s)(https?:|mailto:|file:|x:)?[/\\\\]{0,3}.{0,40}") {
            if let Ok(address) = Address::of(&text) {
                let url = address.url();
                prop_assert!(["http://", "https://", "mailto:"].iter().any(|start| url.starts_with(start)), "{url}");
                prop_assert!(url.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{url}");
                prop_assert!(!address.host().is_empty());
                prop_assert_eq!(Address::of(url).map(|again| again.url().to_owned()), Ok(url.to_owned()));
            }
        }
    }
}
