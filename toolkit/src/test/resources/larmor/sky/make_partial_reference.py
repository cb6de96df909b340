# Makes the reference values of the partial-sky tests beside it: python make_partial_reference.py . (healpy 1.20.1, numpy 2.4.6, 2026-11-26).
# Independent of the toolkit: squares of Wigner's symbols by Gauss-Legendre quadrature of three Legendre polynomials, pseudo-spectra by healpy.
import healpy as hp, numpy as np, sys
out=sys.argv[1]
HEAD='# healpy %s, numpy %s, 2026-11-26, make_partial_reference.py; map: m_p = 1 + 0.3 z + ((p * 7919) mod 1009) / 1009, RING\n'%(hp.__version__,np.__version__)
def grid(ns):
    p=np.arange(12*ns*ns); return p,np.array(hp.pix2vec(ns,p))
def m(ns):
    p,v=grid(ns); return 1+0.3*v[2]+((p*7919)%1009)/1009
def south(ns,dec): return (grid(ns)[1][2]<=np.sin(np.radians(dec))).astype(float)
def coupling(w,L):
    """M_ll' of a mask to L, from sum (2k + 1) W_k P_k(x) P_l(x) P_l'(x) / 2 over -1 to 1"""
    W=hp.anafast(w,lmax=L,iter=3); x,q=np.polynomial.legendre.leggauss(3*L//2+50)
    P=np.polynomial.legendre.legvander(x,L); l=np.arange(L+1)
    return np.einsum('xi,xj,x->ij',P,P,0.5*q*(P*(2*l+1)*W).sum(1))/(4*np.pi)*(2*l+1)

ns=32; L=95; w=south(ns,-23.6); l=np.arange(L+1)
M=coupling(w,L); M2=coupling(w**2,L)
with open(out+'/coupling.csv','w') as f:
    f.write(HEAD+'# nside 32, pixels of declination -23.6 degrees and below; M_ll\'\nl,from,value\n')
    for i,j in ((0,0),(1,1),(1,2),(2,1),(1,3),(3,1),(5,9),(20,21),(40,40),(60,2),(95,94)): f.write('%d,%d,%.17g\n'%(i,j,M[i,j]))
v=m(ns); v-=v.mean(); pseudo=hp.anafast(w*v,lmax=L,iter=3); noise=1e-3
e=np.arange(1,92,6); n=len(e)-1; T=e[-1]; t=l[:T]
P=np.zeros((n,T)); Q=np.zeros((T,n))
for b in range(n):
    s=slice(e[b],e[b+1]); P[b,s]=t[s]*(t[s]+1.)/(e[b+1]-e[b]); Q[s,b]=1/(t[s]*(t[s]+1.))
K=np.linalg.inv(P@M[:T,:T]@Q); flat=K@(P@(pseudo[:T]-noise*(w**2).mean()))
total=noise+np.maximum(0,Q@flat)
mixed=(M[:T,:T]@total)/M[:T,:T].sum(1)
C=K@P@(2*np.outer(mixed,mixed)*M2[:T,:T]/(2*t+1))@P.T@K.T
shape=np.array([((2*t[a:b]+1)/(t[a:b]*(t[a:b]+1.))).sum()/(2*t[a:b]+1).sum() for a,b in zip(e,e[1:])])
# exact covariance of a mask of declination: harmonics of one m mix among themselves; scipy's normalised Legendre functions, sums over rings
from scipy.special import sph_legendre_p_all
z,first,count=np.unique(np.round(grid(ns)[1][2],12),return_index=True,return_counts=True)
lam=sph_legendre_p_all(T-1,T-1,np.arccos(z))[0][:,:T]; a=w[first]*count*4*np.pi/w.size; b=a*w[first]
X=np.zeros((T,T)); sky=np.maximum(0,Q@flat)
for i in range(T):
    y=lam[:,i]; W=(y*a)@y.T; S=W@np.diag(sky)@W.T+noise*(y*b)@y.T; X+=(1 if i==0 else 2)*2*S*S
X=K@P@(X/np.outer(2*t+1,2*t+1))@P.T@K.T
with open(out+'/master.csv','w') as f:
    f.write(HEAD+'# the mask of coupling.csv, map less its mean, noise power 1e-3, bands of six multipoles from l = 1 (Hivon et al. 2002)\n# error: Efstathiou 2004 with the mixed spectrum of Nicola et al. 2021; exact: of a Gaussian sky, m by m (scipy.special.sph_legendre_p_all)\nband,power,error,exact\n')
    for b in range(n): f.write('%d,%.17g,%.17g,%.17g\n'%(b,flat[b]*shape[b],np.sqrt(C[b,b])*shape[b],np.sqrt(X[b,b])*shape[b]))

ns=16; p,u=grid(ns); w=south(ns,-25)
data=100.+(p*7919)%41+10*u[0]; bg=110+30*u[2]
x=np.where(w>0,data/bg-1,0)*np.where(w>0,bg,0)/bg[w>0].mean(); x-=x.mean(); c=hp.anafast(x,lmax=3*ns-1)
with open(out+'/observed.csv','w') as f:
    f.write('# healpy %s, numpy %s, 2026-11-26, make_partial_reference.py; nside 16, declinations of -25 degrees and below\n'%(hp.__version__,np.__version__))
    f.write('# data 100 + (p * 7919) mod 41 + 10 x, background 110 + 30 z; (data / background - 1) background / its mean in view, 0 where hidden, less the mean over the whole sky; anafast\n')
    f.write('# steps of github.com/fmcnallyi3/it_anisotropy, power_spectrum/scripts/aps.py\nl,C_l\n')
    for i in range(3*ns): f.write('%d,%.17g\n'%(i,c[i]))

v=m(ns)[w>0]; A=np.vstack([np.ones(v.size),u[:,w>0]]).T
x,res,_,_=np.linalg.lstsq(A,v,rcond=None); cov=np.linalg.inv(A.T@A)*res[0]/(v.size-4)
var=(1+u[1,w>0]**2)/7; B=A/np.sqrt(var)[:,None]; y=np.linalg.lstsq(B,v/np.sqrt(var),rcond=None)[0]; ycov=np.linalg.inv(B.T@B)
with open(out+'/dipole_in_view.csv','w') as f:
    f.write(HEAD+'# numpy.linalg.lstsq of monopole, x, y, z over declinations of -25 degrees and below, nside 16\n# weighted 0: covariance (A^T A)^-1 times residual variance; 1: pixels of variance (1 + y^2) / 7\nweighted,row,value,c0,c1,c2,c3\n')
    for k,(a,b) in enumerate(((x,cov),(y,ycov))):
        for i in range(4): f.write('%d,%d,%.17g,%.17g,%.17g,%.17g,%.17g\n'%(k,i,a[i],*b[i]))
