"""Why no secure connection came about, in words for whoever has to tell the site."""

import ssl

# X509_V_ERR_… of OpenSSL, x509_vfy.h
_OF_CERTIFICATE = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is self-signed",
    19: "its certificate comes from an authority that is not known",
    20: "its certificate leads to no known authority (an intermediate one may be missing)",
    21: "its certificate leads to no known authority (an intermediate one may be missing)",
    62: "its certificate is for another name",
    64: "its certificate is for another address",
}
_OF_HANDSHAKE = (
    (("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"), "it doesn't answer in TLS there"),
    (("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION"), "it only offers versions of TLS that are out of date"),
    (("UNRECOGNIZED_NAME",), "it says that it has no site of that name"),
    (("CERTIFICATE_REQUIRED",), "it asks visitors for a certificate of their own"),
    (("KEY_TOO_SMALL", "MD_TOO_WEAK"), "its keys are too weak"),
)


def tls_reason(error: Exception) -> str:
    """A clause that says what is wrong."""
    if isinstance(error, ssl.SSLCertVerificationError):
        known = _OF_CERTIFICATE.get(error.verify_code)
        return known or f"its certificate is not trusted ({error.verify_message})"
    named = getattr(error, "reason", None) or ""
    for names, said in _OF_HANDSHAKE:
        if any(name in named for name in names):
            return said
    return "no secure connection could be made"
